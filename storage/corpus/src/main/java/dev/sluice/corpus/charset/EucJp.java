package dev.sluice.corpus.charset;

/** The decoder of EUC-JP: two bytes for JIS X 0208 and small katakana, three for JIS X 0212. */
final class EucJp extends MultiByte {

  private static final int KATAKANA_FOLLOWS = 0x8E;
  private static final int JIS_0212_FOLLOWS = 0x8F;

  private final Index jis0208;
  private final Index jis0212;

  EucJp(Index jis0208, Index jis0212) {
    this.jis0208 = jis0208;
    this.jis0212 = jis0212;
  }

  @Override
  int character(byte[] in, int at, Characters out) {
    int lead = in[at] & 0xFF;
    int trail = trail(in, at);
    if (lead == KATAKANA_FOLLOWS) {
      boolean sound = within(trail, 0xA1, 0xDF);
      return pair(in, at, sound ? Index.HALFWIDTH_KATAKANA + trail - 0xA1 : NONE, out);
    }
    if (lead == JIS_0212_FOLLOWS && within(trail, 0xA1, 0xFE)) {
      return 1 + pair(in, at + 1, codePoint(jis0212, trail, trail(in, at + 1)), out);
    }
    if (lead == JIS_0212_FOLLOWS) {
      return pair(in, at, NONE, out);
    }
    if (!within(lead, 0xA1, 0xFE)) {
      return single(NONE, out);
    }
    return pair(in, at, codePoint(jis0208, lead, trail), out);
  }

  private static int codePoint(Index index, int lead, int trail) {
    return within(trail, 0xA1, 0xFE) ? index.at((lead - 0xA1) * 94 + trail - 0xA1) : NONE;
  }
}

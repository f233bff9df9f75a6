package dev.sluice.corpus.charset;

/** The decoder of Shift_JIS, which on the web means windows-31J. */
final class ShiftJis extends MultiByte {

  /** The pointers of characters of the user's own, which are private in Unicode too. */
  private static final int FIRST_PRIVATE = 8836;

  private static final int LAST_PRIVATE = 10_715;

  private final Index jis0208;

  ShiftJis(Index jis0208) {
    this.jis0208 = jis0208;
  }

  @Override
  int character(byte[] in, int at, Characters out) {
    int lead = in[at] & 0xFF;
    if (lead == 0x80) {
      return single(lead, out);
    }
    if (within(lead, 0xA1, 0xDF)) {
      return single(Index.HALFWIDTH_KATAKANA + lead - 0xA1, out);
    }
    if (lead == 0xA0 || lead > 0xFC) {
      return single(NONE, out);
    }
    int trail = trail(in, at);
    boolean sound = within(trail, 0x40, 0x7E) || within(trail, 0x80, 0xFC);
    int pointer = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41);
    return pair(in, at, sound ? codePoint(pointer) : NONE, out);
  }

  private int codePoint(int pointer) {
    return within(pointer, FIRST_PRIVATE, LAST_PRIVATE)
        ? 0xE000 - FIRST_PRIVATE + pointer
        : jis0208.at(pointer);
  }
}

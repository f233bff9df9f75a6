package dev.sluice.corpus.charset;

/** The decoder of EUC-KR, which on the web means windows-949. */
final class EucKr extends MultiByte {

  private final Index index;

  EucKr(Index index) {
    this.index = index;
  }

  @Override
  int character(byte[] in, int at, Characters out) {
    int lead = in[at] & 0xFF;
    if (lead == 0x80 || lead == 0xFF) {
      return single(NONE, out);
    }
    int trail = trail(in, at);
    int pointer = (lead - 0x81) * 190 + trail - 0x41;
    return pair(in, at, within(trail, 0x41, 0xFE) ? index.at(pointer) : NONE, out);
  }
}

package dev.sluice.corpus.charset;

/** The decoder of Big5 with Hong Kong's supplement (HKSCS). */
final class Big5 extends MultiByte {

  private static final int MACRON = 0x304;
  private static final int CARON = 0x30C;

  private final Index index;

  Big5(Index index) {
    this.index = index;
  }

  @Override
  int character(byte[] in, int at, Characters out) {
    int lead = in[at] & 0xFF;
    if (lead == 0x80 || lead == 0xFF) {
      return single(NONE, out);
    }
    int trail = trail(in, at);
    if (!within(trail, 0x40, 0x7E) && !within(trail, 0xA1, 0xFE)) {
      return pair(in, at, NONE, out);
    }
    int pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
    return switch (pointer) {
      case 1133 -> marked('Ê', MACRON, out);
      case 1135 -> marked('Ê', CARON, out);
      case 1164 -> marked('ê', MACRON, out);
      case 1166 -> marked('ê', CARON, out);
      default -> pair(in, at, index.at(pointer), out);
    };
  }

  /** Four letters with two marks each, of which Unicode makes two characters. */
  private static int marked(int letter, int mark, Characters out) {
    out.add(letter);
    out.add(mark);
    return 2;
  }
}

package dev.sluice.corpus.charset;

/** The decoder of GB18030, which is that of GBK and GB2312 as well: one, two and four bytes. */
final class Gb18030 extends MultiByte {

  private static final int EURO = 0x20AC;

  /** A pointer apart from all ranges, for a letter that once was private (0x81 0x35 0xF4 0x37). */
  private static final int LONE_POINTER = 7457;

  private static final int LONE_CHARACTER = 0xE7C7;

  /** The pointers between these mean nothing, nor do those above the last. */
  private static final int LAST_OF_PLANE_0 = 39_419;

  private static final int FIRST_OF_PLANE_1 = 189_000;
  private static final int LAST = 1_237_575;

  private final Index index;
  private final Index.Ranges ranges;

  Gb18030(Index index, Index.Ranges ranges) {
    this.index = index;
    this.ranges = ranges;
  }

  @Override
  int character(byte[] in, int at, Characters out) {
    int lead = in[at] & 0xFF;
    if (lead == 0x80 || lead == 0xFF) {
      return single(lead == 0x80 ? EURO : NONE, out);
    }
    int trail = trail(in, at);
    if (within(trail, '0', '9')) {
      return four(in, at, out);
    }
    boolean sound = within(trail, 0x40, 0x7E) || within(trail, 0x80, 0xFE);
    int pointer = (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
    return pair(in, at, sound ? index.at(pointer) : NONE, out);
  }

  /** A character of four bytes; if it is none, its first byte alone is an error. */
  private int four(byte[] in, int at, Characters out) {
    boolean cut = at + 2 == in.length || at + 3 == in.length && isThird(in[at + 2]);
    if (cut) {
      out.replace();
      return in.length - at;
    }
    if (!isThird(in[at + 2]) || !within(in[at + 3], '0', '9')) {
      return single(NONE, out);
    }
    int pointer = (in[at] & 0xFF) - 0x81;
    pointer = pointer * 10 + in[at + 1] - '0';
    pointer = pointer * 126 + (in[at + 2] & 0xFF) - 0x81;
    pointer = pointer * 10 + in[at + 3] - '0';
    single(codePoint(pointer), out);
    return 4;
  }

  private static boolean isThird(byte third) {
    return within(third & 0xFF, 0x81, 0xFE);
  }

  private int codePoint(int pointer) {
    if (pointer > LAST || pointer > LAST_OF_PLANE_0 && pointer < FIRST_OF_PLANE_1) {
      return NONE;
    }
    return pointer == LONE_POINTER ? LONE_CHARACTER : ranges.at(pointer);
  }
}

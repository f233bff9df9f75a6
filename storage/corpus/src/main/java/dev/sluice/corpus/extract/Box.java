package dev.sluice.corpus.extract;

import org.jspecify.annotations.Nullable;

/** An element, as far as it tells whether text in it belongs to the main text. */
final class Box {

  static final int NAV = 1;
  static final int FOOTER = 1 << 1;
  static final int ASIDE = 1 << 2;
  static final int HEADER = 1 << 3;
  static final int ARTICLE = 1 << 4;
  static final int MAIN = 1 << 5;
  static final int FORM = 1 << 6;
  static final int TABLE = 1 << 7;
  static final int LIST = 1 << 8;
  static final int LINK = 1 << 9;
  static final int QUOTE = 1 << 10;
  static final int FIGURE = 1 << 11;
  static final int CODE = 1 << 12;
  static final int HIDDEN = 1 << 13;
  static final int BOLD = 1 << 14;
  static final int PROPERTY = 1 << 15;
  static final int CLUTTER = 1 << 16;
  static final int COMMENT = 1 << 17;

  /** The number of flags. */
  static final int FLAGS = 18;

  final @Nullable Box parent;

  /** The nearest box that is set as a block, this one or one around it. */
  final Box block;

  final int tag;
  final int depth;

  /** Its own and all that it inherits. */
  final int flags;

  /** Hashes of its class and id names. */
  final long[] names;

  int chars;
  int linkChars;
  int links;
  double prose;
  int firstBlock = -1;
  int lastBlock = -1;

  float pathLow;
  float pathHigh;
  float pathSum;
  int pathCount;
  float ownSum;
  int ownCount;

  private boolean holdsKept;
  private boolean holdsDropped;

  Box(@Nullable Box parent, boolean isBlock, int tag, int flags, long[] names) {
    this.parent = parent;
    this.block = isBlock || parent == null ? this : parent.block;
    this.tag = tag;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.flags = flags | (parent == null ? 0 : parent.flags);
    this.names = names;
  }

  /** The number of blocks that begin in it. */
  int blocks() {
    return firstBlock < 0 ? 0 : lastBlock - firstBlock + 1;
  }

  double linkDensity() {
    return chars == 0 ? 0 : (double) linkChars / chars;
  }

  /** Notes that it holds text that is kept, or dropped. */
  void mark(boolean kept) {
    holdsKept |= kept;
    holdsDropped |= !kept;
  }

  /** True if it was noted to hold text that is kept, or dropped. */
  boolean marked(boolean kept) {
    return kept ? holdsKept : holdsDropped;
  }
}

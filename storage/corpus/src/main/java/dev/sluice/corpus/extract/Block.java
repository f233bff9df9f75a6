package dev.sluice.corpus.extract;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text between two block boundaries, and its shape. Lengths are weighted: a character of a
 * square counts two, since it says more than a letter.
 */
final class Block {

  private static final int MAX_WORDS = 24;

  private static final char FIRST_WIDE = '\u1100';

  /** So far up is looked for containers: a page nested a hundred thousand deep costs no more. */
  private static final int MAX_STEPS = 64;

  /** The element that lays it out. */
  final Box owner;

  /** The innermost element of its first text. */
  final Box inner;

  int chars;
  int linkChars;
  int links;
  int texts;
  int words;
  int wide;
  int letters;
  int upper;
  int capitalised;
  int digits;
  int marks;
  int sentenceEnds;
  int separators;
  int otherSigns;
  boolean copyright;
  boolean beginsLower;
  char last;

  /** A hash of all characters, to tell what stands on the page more than once. */
  long whole = Tokens.empty();

  /** Hashes of the first words. */
  private final long[] firstWords = new long[MAX_WORDS];

  private int knownWords;
  private char wideBefore;

  Block(Box owner, Box inner) {
    this.owner = owner;
    this.inner = inner;
  }

  /** A block of this text that stands nowhere. */
  static Block alone(String text) {
    Box nowhere = new Box(null, true, 0, 0, new long[0]);
    Block block = new Block(nowhere, nowhere);
    block.add(text, false);
    return block;
  }

  int wordCount() {
    return knownWords;
  }

  long wordAt(int i) {
    return firstWords[i];
  }

  /** Takes in a text node. */
  void add(String text, boolean linked) {
    int before = chars;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isWordLetter(c)) {
        i = word(text, i);
      } else {
        other(c);
        i++;
      }
    }
    texts++;
    linkChars += linked ? chars - before : 0;
  }

  private static boolean isWordLetter(char c) {
    return Letter.isLetter(c) && (c < FIRST_WIDE || !EastAsian.isWide(c));
  }

  /** Takes in the word that begins here; where it ends. */
  private int word(String text, int start) {
    char first = text.charAt(start);
    words++;
    capitalised += Letter.isCapital(first) ? 1 : 0;
    beginsLower |= words == 1 && chars == 0 && Letter.isSmall(first);
    long word = Tokens.empty();
    long all = whole;
    int end = start;
    while (end < text.length() && isWordLetter(text.charAt(end))) {
      char small = Letter.small(text.charAt(end));
      upper += Letter.isCapital(text.charAt(end)) ? 1 : 0;
      word = Tokens.extendBySmall(word, small);
      all = Tokens.extendBySmall(all, small);
      end++;
    }
    whole = all;
    letters += end - start;
    chars += end - start;
    last = text.charAt(end - 1);
    if (end - start > 1 && knownWords < MAX_WORDS) {
      firstWords[knownWords++] = word;
    }
    return end;
  }

  private void count(char c, int weight) {
    chars += weight;
    last = c;
    whole = Tokens.extend(whole, c);
  }

  private void other(char c) {
    if (c <= ' ' || c == '\u00A0') {
      wideBefore = 0;
      return;
    }
    boolean isWide = EastAsian.isWide(c);
    boolean isLetter = isWide && Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    if (isLetter) {
      pair(c);
      wide++;
    } else {
      wideBefore = 0;
      sign(c);
    }
    count(c, isWide ? 2 : 1);
  }

  private void pair(char c) {
    if (wideBefore != 0 && knownWords < MAX_WORDS) {
      long hash = Tokens.extend(Tokens.extend(Tokens.empty(), wideBefore), c);
      firstWords[knownWords++] = hash;
    }
    wideBefore = c;
  }

  private void sign(char c) {
    if (c >= '0' && c <= '9') {
      digits++;
    } else if (".!?。！？…।".indexOf(c) >= 0) {
      marks++;
      sentenceEnds++;
    } else if (",;:，；：、،".indexOf(c) >= 0) {
      marks++;
    } else if ("|»›>·•/«‹→".indexOf(c) >= 0) {
      separators++;
    } else {
      otherSigns++;
      copyright |= c == '©';
    }
  }

  boolean isHidden() {
    return (inner.flags & Box.HIDDEN) != 0;
  }

  boolean isHeading() {
    return owner.tag >= PageBlocks.H6 && owner.tag <= PageBlocks.H1;
  }

  double linkDensity() {
    return chars == 0 ? 0 : (double) linkChars / chars;
  }

  /** How much of it is prose: its length, less if it is short, without marks, or made of links. */
  double prose() {
    double density = linkDensity();
    if (density > 0.5) {
      return 0;
    }
    double worth = chars < 30 ? 0.1 : marks == 0 ? 0.5 : 1;
    return chars * (1 - density) * worth;
  }

  /** The hashes of its first words. */
  long[] firstWords() {
    return Arrays.copyOf(firstWords, knownWords);
  }

  /** Its box so many block levels up where the text grows; null beyond the body. */
  @Nullable Box container(int level) {
    Box box = owner;
    int held = chars;
    int left = level;
    int steps = 0;
    while (true) {
      while (box.chars <= held) {
        if (box.parent == null || ++steps > MAX_STEPS) {
          return null;
        }
        box = box.parent.block;
      }
      if (--left == 0) {
        return box;
      }
      held = box.chars;
    }
  }
}

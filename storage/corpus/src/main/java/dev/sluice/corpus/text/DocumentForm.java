package dev.sluice.corpus.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * The form in which a document's text is kept: what a reader sees, and nothing that is not seen.
 *
 * <ul>
 *   <li>Unicode NFC, never NFKC: full-width punctuation, ligatures and raised digits stay.
 *   <li>Lines end with {@code \n}; each other space is U+0020, tabs stay; of empty lines in a row
 *       two are kept.
 *   <li>Gone: control characters, byte order marks, zero-width spaces, soft hyphens, marks of the
 *       direction of writing, tags, noncharacters, fillers; halves of surrogate pairs are U+FFFD.
 *   <li>Kept where they carry meaning: ZWNJ and ZWJ between letters that join or stack (Arabic and
 *       Persian, the scripts of India, Mongolian and others), ZWJ between emoji, the tags of flags,
 *       variation selectors behind a character.
 * </ul>
 *
 * <p>A letter carries at most 30 marks, as in Unicode's stream-safe format (UAX 15, section 13): to
 * bring more of them into order takes time with the square of their number.
 *
 * <p>Its cost is one look at each character; a text that is in this form already is returned
 * itself.
 */
public final class DocumentForm {

  private static final char ZWNJ = '\u200C';
  private static final char ZWJ = '\u200D';
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int FIRST_TAG = 0xE0020;
  private static final int END_OF_TAGS = 0xE007F;
  private static final int MOST_BREAKS = 3;
  private static final int MOST_MARKS = 30;
  private static final char FIRST_MARK = '\u0300';

  private final Normalizer2 composer = Normalizer2.getNFCInstance();

  /** Makes a normaliser; it holds no state and can be shared between threads. */
  public DocumentForm() {}

  /** The text in this form. */
  public String normalise(String text) {
    String clean = withFewMarks(isPlain(text) ? text : cleaned(text));
    return composer.isNormalized(clean) ? clean : composer.normalize(clean);
  }

  /** True for texts of which each character can stay, without looking at its neighbours. */
  private static boolean isPlain(String text) {
    int breaks = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      breaks = c == '\n' ? breaks + 1 : 0;
      boolean plain =
          c >= ' ' && c < 0x7f
              || c == '\n'
              || c == '\t'
              || c > 0xa0 && c < 0x034f && c != 0xad
              || c >= 0x0370 && c < 0x061c
              || c > 0x061c && c < 0x115f
              || c > '\u3000' && c < '\u3164'
              || c > '\u3164' && c < '\ud800'
              || c >= '\u2010' && c <= '\u2027';
      if (!plain || breaks > MOST_BREAKS) {
        return false;
      }
    }
    return true;
  }

  /** The text without the marks of a letter that are too many. */
  private static String withFewMarks(String text) {
    StringBuilder few = new StringBuilder(0);
    int copied = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) < FIRST_MARK) {
        marks = 0;
        i++;
        continue;
      }
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        few.append(text, copied, i);
        copied = end;
      }
      i = end;
    }
    return copied == 0 ? text : few.append(text, copied, text.length()).toString();
  }

  private static boolean isMark(int c) {
    boolean never =
        c < FIRST_MARK
            || c >= 0x48a && c < 0x591
            || c >= 0x370 && c < 0x483
            || c >= 0x3400 && c < 0xa000
            || c >= 0xac00 && c < 0xd7a4;
    return !never && UCharacter.getCombiningClass(c) != 0;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    int breaks = 0;
    int flag = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
        continue;
      }
      int kept = c == BLACK_FLAG ? c : tagOf(c, flag) ? c : replacement(c, clean, text, i);
      flag = c == BLACK_FLAG || tagOf(c, flag) && c != END_OF_TAGS ? c : -1;
      breaks = kept == '\n' ? breaks + 1 : kept < 0 ? breaks : 0;
      if (kept >= 0 && breaks <= MOST_BREAKS) {
        clean.appendCodePoint(kept);
      }
    }
    return clean.toString();
  }

  /** True for a tag that continues a flag: the flag of Scotland is a black one with tags. */
  private static boolean tagOf(int c, int flag) {
    return flag >= 0 && c >= FIRST_TAG && c <= END_OF_TAGS;
  }

  /** What is kept of a character: itself, another one, or -1 for nothing. */
  private static int replacement(int c, StringBuilder before, String text, int next) {
    if (c < ' ') {
      return c == '\t' || c == '\n' ? c : c == '\r' || c == 0x0b || c == 0x0c ? '\n' : -1;
    }
    if (c < 0x7f) {
      return c;
    }
    if (c == 0x85 || c == 0x2028 || c == 0x2029) {
      return '\n';
    }
    return switch (UCharacter.getType(c)) {
      case UCharacter.SPACE_SEPARATOR -> ' ';
      case UCharacter.CONTROL -> -1;
      case UCharacter.SURROGATE -> 0xfffd;
      case UCharacter.FORMAT -> format(c, before, text, next);
      default -> isNothing(c) || isLooseSelector(c, before) ? -1 : c;
    };
  }

  private static int format(int c, StringBuilder before, String text, int next) {
    if (c == ZWNJ || c == ZWJ) {
      int previous = base(before);
      int following = next < text.length() ? text.codePointAt(next) : ' ';
      return joins(c, previous, following) ? c : -1;
    }
    // Signs of Arabic, Syriac, Kaithi and Egyptian that are format characters and yet are seen.
    boolean seen =
        c >= 0x600 && c <= 0x605
            || c == 0x6dd
            || c == 0x70f
            || c == 0x890
            || c == 0x891
            || c == 0x8e2
            || c == 0x110bd
            || c == 0x110cd
            || c >= 0x13430 && c <= 0x1343f;
    return seen ? c : -1;
  }

  /** The last character that is more than an accent on the one before it. */
  private static int base(StringBuilder before) {
    for (int i = before.length(); i > 0; ) {
      int c = before.codePointBefore(i);
      i -= Character.charCount(c);
      boolean accent = UScript.getScript(c) == UScript.INHERITED && c != 0xfe0f;
      if (!accent || c == ZWJ || c == ZWNJ) {
        return c;
      }
    }
    return ' ';
  }

  private static boolean joins(int joiner, int previous, int following) {
    if (isPictograph(previous)) {
      return joiner == ZWJ && isPictograph(following);
    }
    if (!isJoining(previous)) {
      return false;
    }
    // At the end of a word a ZWJ still asks for a form of the letter, a ZWNJ says nothing.
    return joiner == ZWJ || isJoining(following);
  }

  private static boolean isPictograph(int c) {
    return c == 0xfe0f
        || UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC)
        || UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER);
  }

  private static boolean isJoining(int c) {
    if (c < 0x600) {
      return false;
    }
    return switch (UScript.getScript(c)) {
      case UScript.COMMON,
          UScript.INHERITED,
          UScript.LATIN,
          UScript.GREEK,
          UScript.CYRILLIC,
          UScript.HAN,
          UScript.HIRAGANA,
          UScript.KATAKANA,
          UScript.HANGUL,
          UScript.BOPOMOFO,
          UScript.THAI,
          UScript.LAO,
          UScript.GEORGIAN,
          UScript.ETHIOPIC,
          UScript.YI,
          UScript.CHEROKEE ->
          false;
      default ->
          UCharacter.isLetter(c) || UCharacter.getType(c) <= UCharacter.COMBINING_SPACING_MARK;
    };
  }

  /** Noncharacters, fillers of Hangul, the grapheme joiner, the place of an object that is gone. */
  private static boolean isNothing(int c) {
    return (c & 0xfffe) == 0xfffe
        || c >= 0xfdd0 && c <= 0xfdef
        || c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x3164
        || c == 0xffa0
        || c == 0xfffc;
  }

  /** A variation selector with nothing before it that it could select a variant of. */
  private static boolean isLooseSelector(int c, StringBuilder before) {
    boolean selector = c >= 0xfe00 && c <= 0xfe0f || c >= 0xe0100 && c <= 0xe01ef;
    return selector
        && (before.isEmpty() || Character.isWhitespace(before.charAt(before.length() - 1)));
  }
}

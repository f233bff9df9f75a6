package dev.sluice.corpus.text;

import com.ibm.icu.text.BreakIterator;
import dev.sluice.corpus.model.TokenSpans;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens as ICU's word break iterator does, token for token, in a fraction of the
 * time.
 *
 * <p><b>How.</b> A text is cut line by line, since a line end always ends a word. In a line, one
 * look at each character's class decides whether the word goes on (UAX #29, rules WB5 to WB13b).
 * Runs of Han and Kana are cut at the cheapest way through ICU's dictionary of words and costs
 * (Viterbi's algorithm), with ICU's rules for what is not in it: a single character costs 255, a
 * run of Katakana what its length says. A line with anything rare (Thai, Hebrew, flags, emoji with
 * modifiers, compatibility forms, Han beyond the BMP) is given to ICU itself, which is therefore
 * always right; the test compares the two on texts of all kinds.
 *
 * <p>For one text and one thread.
 */
final class WordCutter {

  private static final int LONGEST_WORD = 20;
  private static final int UNKNOWN_COST = 255;
  private static final int LONGEST_KATAKANA = 20;
  private static final int[] KATAKANA_COSTS = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
  private static final char ZERO_WIDTH_JOINER = '\u200d';
  private static final char LENGTH_MARK = '\u30fc';
  private static final int UNITS_A_TOKEN = 4;

  private final String text;
  private final char[] chars;
  private final Supplier<BreakIterator> icu;
  private final TokenSpans.Builder tokens;
  private WordDictionary.@Nullable Walk walk;
  private @Nullable BreakIterator breaks;
  private int[] best = new int[64];
  private int[] previous = new int[64];

  /**
   * A cutter for one text.
   *
   * @param icu makes the iterator that cuts hard lines
   */
  WordCutter(String text, Supplier<BreakIterator> icu) {
    this.text = text;
    this.chars = text.toCharArray();
    this.icu = icu;
    this.tokens = new TokenSpans.Builder(text.length() / UNITS_A_TOKEN);
  }

  /** The tokens of the text, white space left out. */
  TokenSpans cut() {
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int before = tokens.count();
      if (!cutLine(start, end)) {
        tokens.keep(before);
        askIcu(start, end);
      }
      start = end + 1;
    }
    return tokens.build();
  }

  /** Cuts a line; false if it is hard. */
  private boolean cutLine(int start, int end) {
    int at = start;
    while (at >= 0 && at < end) {
      int c = codePoint(at, end);
      int size = Character.charCount(c);
      at =
          switch (WordClasses.of(c)) {
            case WordClasses.SPACE -> at + size;
            case WordClasses.LETTER, WordClasses.NUMBER, WordClasses.JOINER -> word(at, end);
            case WordClasses.KANA_KANJI -> kanaKanji(at, end);
            case WordClasses.HANGUL -> hangul(at, end);
            case WordClasses.MARK, WordClasses.HARD -> -1;
            default -> alone(at, at + size, end);
          };
    }
    return at >= 0;
  }

  private int codePoint(int at, int end) {
    char c = chars[at];
    return Character.isHighSurrogate(c) && at + 1 < end ? Character.codePointAt(chars, at) : c;
  }

  /** The class of what begins at a place; spaces at the end. */
  private int classAt(int at, int end) {
    return at < end ? WordClasses.of(codePoint(at, end)) : WordClasses.SPACE;
  }

  /** Adds a character that is a token by itself; -1 if a mark follows it. */
  private int alone(int start, int next, int end) {
    if (classAt(next, end) == WordClasses.MARK) {
      return -1;
    }
    tokens.add(start, next, WordClasses.isLetterOrDigit(codePoint(start, end)));
    return next;
  }

  /** Adds a word of letters, numbers and what may stand between them; -1 if it is hard. */
  private int word(int start, int end) {
    int last = WordClasses.of(codePoint(start, end));
    boolean isWord = false;
    int at = start;
    while (at < end) {
      int c = codePoint(at, end);
      int size = Character.charCount(c);
      int group = WordClasses.of(c);
      if (isWordly(group)) {
        last = group;
        isWord |= WordClasses.isLetterOrDigit(c);
      } else if (group == WordClasses.MARK) {
        if (c == ZERO_WIDTH_JOINER && classAt(at + size, end) == WordClasses.OTHER) {
          return -1;
        }
      } else if (group == WordClasses.SPACE) {
        break;
      } else if (group == WordClasses.HARD || last == WordClasses.JOINER && isKana(group)) {
        return -1;
      } else {
        int next = classAt(at + size, end);
        if (next == WordClasses.MARK || next == WordClasses.HARD) {
          return -1;
        }
        if (!joins(last, group, next)) {
          break;
        }
      }
      at += size;
    }
    tokens.add(start, at, isWord);
    return at;
  }

  private static boolean isWordly(int group) {
    return group == WordClasses.LETTER
        || group == WordClasses.NUMBER
        || group == WordClasses.JOINER;
  }

  private static boolean isKana(int group) {
    return group == WordClasses.KANA_KANJI;
  }

  /** Whether a character of a class stays within a word, by its neighbours on both sides. */
  private static boolean joins(int before, int group, int after) {
    return switch (group) {
      case WordClasses.MID_LETTER -> before == WordClasses.LETTER && after == before;
      case WordClasses.MID_NUMBER -> before == WordClasses.NUMBER && after == before;
      case WordClasses.MID_BOTH -> before != WordClasses.JOINER && after == before;
      default -> false;
    };
  }

  private int hangul(int start, int end) {
    int at = start + 1;
    while (at < end && WordClasses.of(chars[at]) == WordClasses.HANGUL) {
      at++;
    }
    return alone(start, at, end);
  }

  /** Adds the words of a run of Han and Kana; -1 if what ends it is hard. */
  private int kanaKanji(int start, int end) {
    int at = start + 1;
    while (at < end && WordClasses.of(chars[at]) == WordClasses.KANA_KANJI) {
      at++;
    }
    int next = classAt(at, end);
    boolean hard =
        next == WordClasses.MARK || next == WordClasses.HARD || next == WordClasses.JOINER;
    // ICU asks the dictionary of the first character's script, and a length mark has none.
    if (hard || chars[start] == LENGTH_MARK) {
      return -1;
    }
    cutRun(start, at - start);
    return at;
  }

  /** Finds the cheapest words for a run, of so many characters, and adds them. */
  private void cutRun(int start, int length) {
    if (best.length <= length) {
      best = new int[2 * length];
      previous = new int[2 * length];
    }
    Arrays.fill(best, 1, length + 1, Integer.MAX_VALUE);
    best[0] = 0;
    boolean afterKatakana = false;
    for (int i = 0; i < length; i++) {
      offerWords(start, i, length);
      boolean katakana = isKatakana(chars[start + i]);
      if (katakana && !afterKatakana) {
        offerKatakana(start, i, length);
      }
      afterKatakana = katakana;
    }
    addWords(start, length);
  }

  /** Offers all words of the dictionary that begin at a place, and the character by itself. */
  private void offerWords(int start, int i, int length) {
    WordDictionary.Walk words = walk();
    char first = chars[start + i];
    int longest = Math.min(LONGEST_WORD, length - i);
    if (longest > 1 && words.begin(first, chars[start + i + 1])) {
      int size = 2;
      do {
        int costOfWord = words.cost();
        if (costOfWord >= 0) {
          offer(i, i + size, costOfWord);
        }
        size++;
      } while (size <= longest && words.next(chars[start + i + size - 1]));
    }
    int cost = WordDictionary.icu().cost(first);
    offer(i, i + 1, cost < 0 ? UNKNOWN_COST : cost);
  }

  private void offerKatakana(int start, int i, int length) {
    int end = i + 1;
    while (end < length && end - i < LONGEST_KATAKANA && isKatakana(chars[start + end])) {
      end++;
    }
    int size = end - i;
    if (size < LONGEST_KATAKANA) {
      offer(i, end, size < KATAKANA_COSTS.length ? KATAKANA_COSTS[size] : KATAKANA_COSTS[0]);
    }
  }

  private void offer(int from, int to, int cost) {
    if (best[from] + cost < best[to]) {
      best[to] = best[from] + cost;
      previous[to] = from;
    }
  }

  /** Adds the words of the cheapest way, which is known from its end. */
  private void addWords(int start, int length) {
    int ends = 0;
    for (int end = length; end > 0; end = previous[end]) {
      best[ends++] = end;
    }
    int from = 0;
    while (ends > 0) {
      int to = best[--ends];
      tokens.add(start + from, start + to, hasLetterOrDigit(start + from, start + to));
      from = to;
    }
  }

  private WordDictionary.Walk walk() {
    WordDictionary.Walk known = walk;
    if (known == null) {
      known = WordDictionary.icu().walk();
      walk = known;
    }
    return known;
  }

  private static boolean isKatakana(char c) {
    return c >= 0x30a1 && c <= 0x30fe && c != 0x30fb;
  }

  /** Cuts a line by ICU. */
  private void askIcu(int start, int end) {
    BreakIterator iterator = breaks;
    if (iterator == null) {
      iterator = icu.get();
      breaks = iterator;
    }
    iterator.setText(text.substring(start, end));
    int from = iterator.first();
    for (int to = iterator.next(); to != BreakIterator.DONE; to = iterator.next()) {
      addStripped(start + from, start + to);
      from = to;
    }
  }

  private void addStripped(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(chars[from])) {
      from++;
    }
    while (to > from && Character.isWhitespace(chars[to - 1])) {
      to--;
    }
    if (from < to) {
      tokens.add(from, to, hasLetterOrDigit(from, to));
    }
  }

  private boolean hasLetterOrDigit(int start, int end) {
    for (int at = start; at < end; ) {
      int c = Character.codePointAt(chars, at);
      if (WordClasses.isLetterOrDigit(c)) {
        return true;
      }
      at += Character.charCount(c);
    }
    return false;
  }
}

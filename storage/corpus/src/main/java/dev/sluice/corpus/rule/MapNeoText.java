package dev.sluice.corpus.rule;

import java.text.Normalizer;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A text as MAP-NEO's rules for Chinese see it, and what they measure of it; {@link MapNeo} says
 * what each value means.
 *
 * @param brackets share of what stands within 【】, before anything was changed
 * @param plain with half-width punctuation and without links
 * @param normal that in NFKC
 */
record MapNeoText(double brackets, String plain, String normal) {

  private static final String FULL_WIDTH = "。！“”＃＄％＆‘’（）＊＋，－／：；＜＝＞？＠［＼］＾＿｀｛｜｝～";
  private static final String HALF_WIDTH = ".!\"\"#$%&''()*+,-/:;<=>?@[\\]^_`{|}~";

  private static final Pattern ADDRESSES =
      pattern("https?://[^\\s,，\u4e00-\u9fa5]*|www\\.[^\\s,，\u4e00-\u9fa5]*");

  /**
   * Looked for from the first place of a run of letters only: where none begins there, none begins
   * later in it. To look from each place, as the original does, takes time with the square of a
   * run's length.
   */
  private static final Pattern HOSTS =
      pattern(
          "(?<![a-zA-Z0-9-])[a-zA-Z0-9-]+\\.[a-zA-Z0-9-]+\\.[a-zA-Z0-9-]+\\.[a-zA-Z0-9.-]+\\.?");

  /** What Python takes for a part of a word; Java has marks such as U+FE0F besides. */
  private static final String WORDLY = "[\\p{L}\\p{N}_]";

  /** The border of a word, as Python has it. */
  private static final String BORDER = "(?:(?<!W)(?=W)|(?<=W)(?!W))".replace("W", WORDLY);

  /** Stops at Han. A run without one is passed over whole, for the same reason, as the group. */
  private static final Pattern DOMAINS =
      pattern(
          "(?<![\u4e00-\u9fa5])"
              + BORDER
              + "(?:[a-zA-Z0-9.-]+\\.[a-z]{2,6}"
              + BORDER
              + "|([a-zA-Z0-9.-]++))");

  private static final List<String> MORE = List.of("readmore", "展开", "更多", "。。。");
  private static final String BULLETS = "•●○■□▪▫※·➢‣▶◀◦–";
  private static final String SENTENCE_ENDS = ".!…?;\"";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~…";

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  static MapNeoText of(String text) {
    String plain = withoutLinks(halfWidth(text));
    return new MapNeoText(bracketShare(nfkc(text)), plain, nfkc(plain));
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static String halfWidth(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      int at = characters[i] < 0x2000 ? -1 : FULL_WIDTH.indexOf(characters[i]);
      characters[i] = at < 0 ? characters[i] : HALF_WIDTH.charAt(at);
    }
    return new String(characters);
  }

  private static String withoutLinks(String text) {
    String left = ADDRESSES.matcher(text).replaceAll("");
    left = HOSTS.matcher(left).replaceAll("");
    return DOMAINS.matcher(left).replaceAll("$1");
  }

  /** What stands between 【 and the next 】 of the same line. */
  private static double bracketShare(String text) {
    int inside = 0;
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '【' && open < 0) {
        open = i;
      } else if (c == '】' && open >= 0) {
        inside += text.codePointCount(open + 1, i);
        open = -1;
      } else if (c == '\n') {
        open = -1;
      }
    }
    return Share.of(inside, length(text));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  int characters() {
    return length(normal);
  }

  /** Pieces between ends of sentences that hold more than white space. */
  int sentences() {
    int sentences = 0;
    boolean inside = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (SENTENCE_ENDS.indexOf(c) >= 0) {
        inside = false;
      } else if (!inside && !Chars.isSpace(c)) {
        inside = true;
        sentences++;
      }
    }
    return sentences;
  }

  double hashRuns() {
    return Share.of(runs(c -> c == '#', 1), length(plain));
  }

  double ellipsisRuns() {
    return Share.of(runs(c -> c == '…', 1) + runs(c -> c == '.', 2), length(plain));
  }

  /** Runs of a character that are at least so long. */
  private long runs(IntPredicate counted, int least) {
    long runs = 0;
    int length = 0;
    for (int i = 0; i < plain.length(); i++) {
      length = counted.test(plain.charAt(i)) ? length + 1 : 0;
      runs += length == least ? 1 : 0;
    }
    return runs;
  }

  double digits() {
    long words = normal.codePoints().filter(c -> Chars.isOfWord(c) || Chars.isSpace(c)).count();
    return Share.of(normal.codePoints().filter(Character::isDigit).count(), words);
  }

  double moreLines() {
    return lines(line -> MORE.stream().anyMatch(line::endsWith));
  }

  double bulletLines() {
    return lines(line -> !line.isEmpty() && BULLETS.indexOf(line.charAt(0)) >= 0);
  }

  private double lines(Predicate<String> counted) {
    return Share.of(normal.lines().filter(counted).count(), normal.lines().count());
  }

  double punctuation() {
    long marks = normal.chars().filter(c -> PUNCTUATION.indexOf(c) >= 0).count();
    return Share.of(marks, characters());
  }

  double differentCharacters() {
    int[] sorted = sorted();
    int different = 0;
    for (int i = 0; i < sorted.length; i++) {
      different += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return Share.of(different, sorted.length);
  }

  double entropy() {
    int[] sorted = sorted();
    double entropy = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        double share = Share.of(i - start, sorted.length);
        entropy -= share * Math.log(share);
        start = i;
      }
    }
    return entropy;
  }

  private int[] sorted() {
    return normal.codePoints().sorted().toArray();
  }
}

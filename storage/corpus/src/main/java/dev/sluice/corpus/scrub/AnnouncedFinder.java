package dev.sluice.corpus.scrub;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds what can only be told by the words before it: numbers of passports, QQ and WeChat accounts.
 *
 * <p>Between the word and the value stand at most a few characters such as {@code 号：}; nothing
 * else, so that {@code QQ浏览器 2013} holds no account.
 */
final class AnnouncedFinder implements Finder {

  private static final int MOST_BETWEEN = 12;
  private static final int LONGEST = 20;
  private static final String MARKS = " :\t#.\"“”「*`";

  /** Whether a value is one of the kind, given what stands between it and the word. */
  @FunctionalInterface
  private interface Test {
    boolean fits(String value, String between);
  }

  private final PersonalData kind;
  private final List<String> words;

  /** What words begin with, a bit for each UTF-16 unit. */
  private final long[] firsts = new long[(Character.MAX_VALUE + 1) / Long.SIZE];

  private final List<String> fillers;
  private final Test test;

  private AnnouncedFinder(PersonalData kind, List<String> words, List<String> fillers, Test test) {
    this.kind = kind;
    this.words = words;
    for (String word : words) {
      char first = word.charAt(0);
      firsts[first >> 6] |= 1L << first;
      char capital = Character.toUpperCase(first);
      firsts[capital >> 6] |= 1L << capital;
    }
    this.fillers = fillers;
    this.test = test;
  }

  /** Passports, and permits for travel between the mainland, Hong Kong, Macau and Taiwan. */
  static Finder passports() {
    return new AnnouncedFinder(
        PersonalData.PASSPORT,
        List.of("护照", "護照", "passport", "通行证", "通行證", "回乡证", "台胞证"),
        List.of("number", "no", "号码", "號碼", "号", "號", "为", "是", "is"),
        (value, between) -> isPassport(value));
  }

  /** QQ: five to eleven digits, the first of which is not 0. */
  static Finder qqNumbers() {
    return new AnnouncedFinder(
        PersonalData.QQ,
        List.of("qq", "扣扣", "企鹅号", "企鵝號"),
        List.of("交流群", "群号", "号码", "群", "号", "號", "为", "是", "加", "/微信", "/vx"),
        (value, between) -> isDigits(value, 5, 11) && value.charAt(0) != '0');
  }

  /**
   * WeChat: a letter and five to nineteen letters, digits, hyphens or underlines, or a number. A
   * word of letters alone is one only behind a colon or {@code 号}.
   */
  static Finder wechatIds() {
    return new AnnouncedFinder(
        PersonalData.WECHAT,
        List.of("微信", "薇信", "威信", "wechat", "weixin", "加v信", "加v", "加微信", "加微", "vx", "v信"),
        List.of("同号", "同號", "号码", "号", "號", "id", "为", "是", "加", "/qq", "/手机"),
        AnnouncedFinder::isWechat);
  }

  private static boolean isDigits(String value, int least, int most) {
    return value.length() >= least
        && value.length() <= most
        && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isPassport(String value) {
    String number = value.toUpperCase(Locale.ROOT);
    int letters = 0;
    while (letters < number.length() && Character.isLetter(number.charAt(letters))) {
      letters++;
    }
    int digits = number.length() - letters;
    boolean fits = letters == 0 ? digits == 9 : letters <= 2 && digits >= 6 && digits <= 8;
    return fits && isDigits(number.substring(letters), digits, digits);
  }

  private static boolean isWechat(String value, String between) {
    if (isDigits(value, 6, 11)) {
      return value.charAt(0) != '0';
    }
    boolean formed =
        value.length() >= 6 && value.length() <= LONGEST && Character.isLetter(value.charAt(0));
    boolean plain = value.chars().allMatch(Character::isLetter);
    boolean announced = between.contains(":") || between.contains("号") || between.contains("號");
    return formed && (!plain || announced);
  }

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int i = 0;
    while (i < text.length()) {
      char first = text.at(i);
      if ((firsts[first >> 6] >>> first & 1) == 0) {
        i++;
        continue;
      }
      int behind = behindWord(text, i);
      int end = behind > 0 ? accept(text, i, behind, found) : -1;
      i = end > 0 ? end : Math.max(behind, i + 1);
    }
  }

  private int behindWord(Folded text, int at) {
    for (String word : words) {
      boolean latin = word.charAt(0) < 0x80;
      if (text.says(at, word)
          && !(latin && (text.alphanumeric(at - 1) || text.at(at - 1) == '_'))) {
        return at + word.length();
      }
    }
    return -1;
  }

  /** Hands over the value behind a word; index behind it, -1 if there is none. */
  private int accept(Folded text, int word, int behind, Consumer<Span> found) {
    int start = behind;
    for (int next = skip(text, start); next > start && start < behind + MOST_BETWEEN; ) {
      start = next;
      next = skip(text, start);
    }
    String between = text.lower(behind, start);
    int end = endOfValue(text, start);
    String value = text.text(start, end);
    boolean apart = start > behind || text.digit(start) || !text.letter(behind - 1);
    boolean named = start == behind && text.anyOf(word - 1, "/@");
    boolean whole = end - start <= LONGEST && !text.anyOf(end, "@%") && !isCount(text, end);
    if (!apart || named || !whole || value.isEmpty() || !test.fits(value, between)) {
      return -1;
    }
    found.accept(new Span(kind, start, end, value.toLowerCase(Locale.ROOT)));
    return end;
  }

  /** Behind one mark or filler; the same place if none stands here. */
  private int skip(Folded text, int at) {
    if (text.anyOf(at, MARKS)) {
      return at + 1;
    }
    for (String filler : fillers) {
      boolean latin = filler.charAt(0) < 0x80 && filler.charAt(0) != '/';
      boolean part = latin && text.alphanumeric(at + filler.length());
      if (text.says(at, filler) && !part) {
        return at + filler.length();
      }
    }
    return at;
  }

  private static int endOfValue(Folded text, int start) {
    int end = start;
    while (end <= start + LONGEST && (text.alphanumeric(end) || text.anyOf(end, "-_"))) {
      end++;
    }
    return end;
  }

  /** {@code QQ 100000 人} counts people. */
  private static boolean isCount(Folded text, int end) {
    int unit = text.at(end) == ' ' ? end + 1 : end;
    return text.anyOf(unit, "万亿个人名元年月日次款版位家条种")
        || text.at(end) == '.' && text.alphanumeric(end + 1);
  }
}

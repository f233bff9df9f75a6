package dev.sluice.bench.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Texts made by chance, the same each time: sentences of a small vocabulary, with what the
 * published rules look at sprinkled in, some of them little, some of them much.
 */
final class SyntheticTexts {

  private static final String[] WORDS =
      ("the of and to that have with be river boats harbour evening market town hills early fish"
              + " sold quiet bridge county traffic engineer people walk old new tide morning a in is"
              + " was for on as by at from it 1999 12 3.5 x-ray don't e.g. Café naïve ÉTÉ")
          .split(" ");

  /** Of Chinese and Japanese, written without spaces; stop words of FineWeb2 are among them. */
  private static final Map<String, String[]> EAST_ASIAN =
      Map.of(
          "zh",
          ("的 年 在 月 是 和 日 了 於 为 有 被 人 中 河流 船只 安静 桥梁 市场 早晨 工程师 居民 图书馆 经济 1999 12 3.5 x-ray"
                  + " 國家 學校 · ， 、 《 》 𠮷 ㈱ ① ！ ……")
              .split(" "),
          "ja",
          ("の に を は た て が と で 年 し ・ 月 れ さ 川 橋 市場 静か コンピュータ データ ひらがな 東京都 図書館 走る 1999 12 3.5"
                  + " x-ray ｶﾞ ー 、 「 」 𠮟 ㈱ ①")
              .split(" "));

  private static final String[] EAST_ASIAN_ENDS = {"。", "。", "。", "！", "？", "…", "", "：", "」", "."};

  private static final String[] ENDS = {".", ".", ".", "!", "?", "...", "…", "", ",", ":", ".\""};

  private static final String[] LINES = {
    "3 likes",
    "HOME NEWS ABOUT",
    "12",
    "Read more...",
    "Sign-in",
    "2 items in cart",
    "",
    " ",
    "- one of them.",
    "• one of them.",
    "* one of them.",
    "#tide #boats",
    "Please enable JavaScript.",
    "See our privacy policy here.",
    "Use {braces} with care.",
    "It was so [1] in [edit] May [citation needed].",
    "读者评论很多。",
    "Lorem ipsum dolor sit amet."
  };

  private final Random random;

  private final String[] words;
  private final String[] ends;
  private final String between;

  private SyntheticTexts(long seed, String language) {
    this.random = new Random(seed);
    boolean spaces = !EAST_ASIAN.containsKey(language);
    this.words = EAST_ASIAN.getOrDefault(language, WORDS);
    this.ends = spaces ? ENDS : EAST_ASIAN_ENDS;
    this.between = spaces ? " " : "";
  }

  /** So many texts by their names, in {@code en}, {@code zh} or {@code ja}. */
  static Map<String, String> all(int count, String language) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      texts.put("synthetic-" + i, new SyntheticTexts(7_000L + i, language).text());
    }
    return texts;
  }

  private String text() {
    int vocabulary = 2 + random.nextInt(words.length - 2);
    int lines = 1 + random.nextInt(40);
    double odd = random.nextDouble() * random.nextDouble();
    double copies = random.nextInt(3) == 0 ? random.nextDouble() * 0.6 : 0.02;
    int longest = 3 + random.nextInt(25);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      if (!made.isEmpty() && random.nextDouble() < copies) {
        made.add(made.get(random.nextInt(made.size())));
      } else if (random.nextDouble() < odd) {
        made.add(LINES[random.nextInt(LINES.length)]);
      } else {
        made.add(line(vocabulary, longest));
      }
    }
    return String.join(random.nextInt(4) == 0 ? "\n\n" : "\n", made);
  }

  private String line(int vocabulary, int longest) {
    StringBuilder line = new StringBuilder();
    int sentences = 1 + random.nextInt(4);
    for (int s = 0; s < sentences; s++) {
      int words = 1 + random.nextInt(longest);
      for (int w = 0; w < words; w++) {
        line.append(line.isEmpty() ? "" : between).append(this.words[random.nextInt(vocabulary)]);
      }
      line.append(ends[random.nextInt(ends.length)]);
    }
    return line.toString();
  }
}

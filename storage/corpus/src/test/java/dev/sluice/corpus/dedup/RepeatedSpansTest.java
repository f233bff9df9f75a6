package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.corpus.model.TokenSpans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedSpansTest {

  private static final int FIRST_HAN = 0x4e00;

  @TempDir Path temp;

  private MadePages pages(String parameters) {
    return new MadePages(temp, "repeated-spans", parameters);
  }

  private static String words(int from, int count) {
    StringBuilder words = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      words.append(i == from ? "" : " ").append("w").append(i);
    }
    return words.toString();
  }

  @Test
  void ofFiftyEqualTokensTheFirstCopyStays() {
    String span = words(100, 50);
    MadePages pages =
        pages("")
            .add("https://a.example/1", "en", words(1, 20) + " " + span)
            .add("https://b.example/1", "en", span + " " + words(200, 20))
            .add(
                "https://c.example/1", "en", words(300, 20) + "\n\n" + span + ". " + words(400, 9));
    assertThat(pages.cutTexts()).containsExactly(List.of(), List.of(span), List.of(span));
  }

  @Test
  void fortyNineTokensStayAndOtherWhiteSpaceIsTheSame() {
    String almost = words(100, 49);
    String span = words(500, 50);
    MadePages pages =
        pages("")
            .add("https://a.example/1", "en", almost + " one " + span)
            .add("https://b.example/1", "en", almost + " two " + span.replace(" w520", "\nw520"));
    assertThat(pages.cutTexts())
        .containsExactly(List.of(), List.of(span.replace(" w520", "\nw520")));
  }

  @Test
  void capitalsCountAndScopesAreApart() {
    String span = words(100, 60);
    MadePages pages =
        pages("within: host")
            .add("https://a.example/1", "en", span)
            .add("https://a.example/2", "en", span.replace("w130", "W130"))
            .add("https://b.example/1", "en", span)
            .add("https://b.example/2", "en", span + " end");
    assertThat(pages.cutTexts()).containsExactly(List.of(), List.of(), List.of(), List.of(span));
  }

  @Test
  void copiesWithinOnePageCountAndTextThatRunsInCirclesKeepsItsFirstRound() {
    String span = words(100, 50);
    MadePages pages =
        pages("")
            .add("https://a.example/1", "en", span + " between " + span)
            .add("https://a.example/2", "en", "again ".repeat(500).strip());
    List<List<String>> cut = pages.cutTexts();
    assertThat(cut.get(0)).containsExactly(span);
    assertThat(cut.get(1)).containsExactly("again ".repeat(450).strip());
  }

  @Test
  void aSpanOfAnEarlierExportIsARepeat() {
    String span = words(100, 70);
    MadePages before =
        pages("within: site").add("https://example.org/1", "en", words(1, 30) + " " + span);
    MadePages now =
        pages("within: site")
            .after(before)
            .add("https://www.example.org/2", "en", words(600, 30) + " " + span)
            .add("https://example.com/2", "en", span);
    assertThat(now.cutTexts()).containsExactly(List.of(span), List.of());
  }

  @Test
  void noCutLiesInsideACharacter() {
    String emoji = "😀 𠀀 👩‍👩‍👧 🇨🇳 ".repeat(3) + "、𠮷野家。" + "😀".repeat(70);
    MadePages pages = pages("tokens: 8");
    for (int i = 0; i < 5; i++) {
      pages.add("https://a.example/" + i, "zh", "字".repeat(i) + emoji + i);
    }
    List<List<TextRange>> cut = pages.cut(new Selection(5));
    assertThat(cut.get(4)).isNotEmpty();
    for (int i = 0; i < 5; i++) {
      String text = "字".repeat(i) + emoji + i + "|";
      for (TextRange range : cut.get(i)) {
        assertThat(Character.isLowSurrogate(text.charAt(range.start()))).isFalse();
        assertThat(Character.isLowSurrogate(text.charAt(range.end()))).isFalse();
      }
    }
  }

  /** Pages of words by chance and of passages that several share, around the length of a span. */
  @ParameterizedTest
  @CsvSource({"en, 12, 1", "en, 50, 2", "en, 5, 3", "zh, 12, 4", "zh, 50, 5", "zh, 7, 6"})
  void itFindsWhatComparingAllSpansFinds(String language, int tokens, int seed) {
    Random random = new Random(seed);
    List<String> shared = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      shared.add(text(language, tokens - 2 + random.nextInt(2 * tokens), random));
    }
    MadePages pages = pages("tokens: " + tokens);
    List<String> texts = new ArrayList<>();
    for (int page = 0; page < 60; page++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(7); piece >= 0; piece--) {
        String passage = shared.get(random.nextInt(shared.size()));
        text.append(
            switch (random.nextInt(5)) {
              case 0 -> text(language, 1 + random.nextInt(3 * tokens), random);
              case 1 -> passage.repeat(1 + random.nextInt(3));
              case 2 -> passage.substring(random.nextInt(passage.length() / 2 + 1)).strip();
              case 3 -> text(language, 2, random).repeat(random.nextInt(2 * tokens));
              default -> passage;
            });
        text.append(language.equals("en") ? " " : "");
      }
      String made = new String(text.toString().strip());
      texts.add(made);
      pages.add("https://a.example/" + page, language, made);
    }
    List<List<TextRange>> expected = byComparingAll(texts, language, tokens);
    List<List<TextRange>> cut = pages.cut(new Selection(60));
    for (int page = 0; page < 60; page++) {
      assertThat(cut.get(page)).as("page %d", page).isEqualTo(expected.get(page));
    }
    assertThat(expected.stream().filter(it -> !it.isEmpty()).count()).isGreaterThan(15);
  }

  private static String text(String language, int tokens, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens; i++) {
      if (language.equals("en")) {
        text.append("word").append(random.nextInt(300)).append(random.nextInt(9) == 0 ? ". " : " ");
      } else {
        text.appendCodePoint(FIRST_HAN + random.nextInt(900));
        text.append(random.nextInt(9) == 0 ? "，" : "");
      }
    }
    return text.toString();
  }

  /** Each span of tokens as a text, and where it was seen first. */
  private static List<List<TextRange>> byComparingAll(
      List<String> texts, String language, int length) {
    Map<String, int[]> first = new HashMap<>();
    List<List<TextRange>> all = new ArrayList<>();
    for (int page = 0; page < texts.size(); page++) {
      Segments segments = Drafts.of(texts.get(page), language).cut();
      List<String> tokens = segments.tokens();
      BitSet cut = new BitSet();
      for (int at = 0; at + length <= tokens.size(); at++) {
        String span = String.join("\u0000", tokens.subList(at, at + length));
        int[] seen = first.putIfAbsent(span, new int[] {page, at});
        if (seen != null) {
          int from = seen[0] == page ? Math.max(at, seen[1] + length) : at;
          cut.set(from, Math.max(from, at + length));
        }
      }
      all.add(ranges(cut, segments.spans()));
    }
    return all;
  }

  private static List<TextRange> ranges(BitSet cut, TokenSpans spans) {
    List<TextRange> ranges = new ArrayList<>();
    for (int from = cut.nextSetBit(0); from >= 0; ) {
      int to = cut.nextClearBit(from);
      ranges.add(new TextRange(spans.start(from), spans.end(to - 1)));
      from = cut.nextSetBit(to);
    }
    return ranges;
  }

  @Test
  void twoTextsThatShareASpanShareASelectedRun() {
    Random random = new Random(3);
    Winnowing winnowing = new Winnowing(50);
    long selected = 0;
    long tokens = 0;
    for (int round = 0; round < 300; round++) {
      String span = text("en", 50, random);
      long[] one = runs(text("en", random.nextInt(200), random) + span, winnowing);
      long[] other = runs(span + text("en", random.nextInt(200), random), winnowing);
      selected += winnowing.select(one).length;
      tokens += one.length + winnowing.length() - 1;
      assertThat(hashes(one, winnowing)).containsAnyElementsOf(hashes(other, winnowing));
    }
    assertThat((double) selected / tokens).isBetween(0.03, 0.08);
  }

  private static long[] runs(String text, Winnowing winnowing) {
    return TokenPrint.of(Drafts.of(text, "en").cut()).runs(winnowing.length());
  }

  private static List<Long> hashes(long[] runs, Winnowing winnowing) {
    List<Long> hashes = new ArrayList<>();
    for (int run : winnowing.select(runs)) {
      hashes.add(runs[run]);
    }
    return hashes;
  }

  @Test
  void aPrintIsReadAsItWasWritten() {
    Segments segments =
        Drafts.of("  One,   two —\n\n\n\t\t    汉字 and " + "x".repeat(70), "en").cut();
    TokenPrint print = TokenPrint.of(segments);
    TokenPrint read = TokenPrint.of(print.toBytes());
    assertThat(read.count()).isEqualTo(segments.spans().count());
    for (int token = 0; token < read.count(); token++) {
      assertThat(read.start(token)).isEqualTo(segments.spans().start(token));
      assertThat(read.end(token)).isEqualTo(segments.spans().end(token));
    }
    assertThat(read.runs(3)).isEqualTo(print.runs(3));
  }
}

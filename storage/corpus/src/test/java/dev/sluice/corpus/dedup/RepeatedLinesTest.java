package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.TextRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedLinesTest {

  private static final String FOOTER = "All rights reserved by the valley's waterworks.";

  @TempDir Path temp;

  private MadePages pages(String parameters) {
    return new MadePages(temp, "repeated-lines", parameters);
  }

  @Test
  void theFirstPageKeepsALineAndTheOthersLoseIt() {
    MadePages pages =
        pages("")
            .add("https://a.example/1", "en", "The first page says this.\n" + FOOTER)
            .add("https://b.example/2", "en", FOOTER + "\nThe second page says that.")
            .add("https://c.example/3", "en", "The third page, too.\n" + FOOTER + "\nshort");
    assertThat(pages.cutTexts()).containsExactly(List.of(), List.of(FOOTER), List.of(FOOTER));
  }

  @Test
  void rootsTakesFromAllPagesOfASiteWhatTenOfThemHave() {
    MadePages pages = pages("within: site, min_pages: 10, keep: none, min_characters: 15");
    for (int i = 0; i < 9; i++) {
      pages.add("https://example.com/" + i, "en", "Page " + i + " of nine.\n" + FOOTER);
    }
    for (int i = 0; i < 10; i++) {
      String host = i % 2 == 0 ? "www.example.org" : "example.org";
      pages.add("https://" + host + "/" + i, "en", FOOTER + "\nshort line\nPage of ten: " + i);
    }
    List<List<String>> cut = pages.cutTexts();
    assertThat(cut.subList(0, 9)).allMatch(List::isEmpty);
    assertThat(cut.subList(9, 19)).allMatch(List.of(FOOTER)::equals);
  }

  @Test
  void paragraphsAreComparedAsAWhole() {
    String twoLines = "A paragraph of several lines,\nwhich ends here.";
    MadePages pages =
        pages("unit: paragraph")
            .add(
                "https://a.example/1",
                "en",
                "Before it, a page.\n\n" + twoLines + "\n\n\nAfter it.")
            .add("https://a.example/2", "en", twoLines + "\nBut here is one line more.")
            .add("https://a.example/3", "en", "Something else first.\n \n" + twoLines);
    assertThat(pages.cutTexts()).containsExactly(List.of(), List.of(), List.of(twoLines));
  }

  @Test
  void whatCountsAsEqualIsLineFormsBusiness() {
    MadePages pages =
        pages("compare: ccnet, min_characters: 5")
            .add("https://a.example/1", "en", "Published on 12 May 2020")
            .add("https://a.example/2", "en", " published on 07 MAY 1999 ")
            .add("https://a.example/3", "zh", "发布于 12 月")
            .add("https://a.example/4", "zh", "发布于 07 月。");
    assertThat(pages.cutTexts())
        .containsExactly(
            List.of(), List.of(" published on 07 MAY 1999 "), List.of(), List.of("发布于 07 月。"));
  }

  @Test
  void copiesWithinAPageStayAndPagesThatWereDroppedDoNotCount() {
    MadePages pages =
        pages("")
            .add("https://a.example/1", "en", FOOTER)
            .add("https://a.example/2", "en", FOOTER + "\nbetween the copies\n" + FOOTER)
            .add("https://a.example/3", "en", FOOTER);
    Selection selection = new Selection(3);
    selection.drop(0, 2, 1, 1);
    List<List<TextRange>> cut = pages.cut(selection);
    assertThat(cut.get(0)).isEmpty();
    assertThat(cut.get(1)).isEmpty();
    assertThat(cut.get(2)).containsExactly(new TextRange(0, FOOTER.length()));
  }

  @Test
  void aLineOfAnEarlierExportIsARepeat() {
    MadePages before = pages("within: host").add("https://a.example/1", "en", FOOTER);
    MadePages now =
        pages("within: host")
            .after(before)
            .add("https://a.example/2", "en", "This one is new to all.\n" + FOOTER)
            .add("https://b.example/2", "en", "This one is new as well.\n" + FOOTER);
    assertThat(now.cutTexts()).containsExactly(List.of(FOOTER), List.of());
  }

  @ParameterizedTest
  @CsvSource({"2, first", "2, none", "5, first", "5, none"})
  void itCutsWhatAPlainCountOfPagesSays(int minPages, String keep) {
    Random random = new Random(7L * minPages);
    MadePages pages =
        pages("within: host, compare: letters, min_pages: %d, keep: %s".formatted(minPages, keep));
    Map<String, Set<Integer>> holders = new HashMap<>();
    List<List<String>> lines = new ArrayList<>();
    for (int page = 0; page < 400; page++) {
      List<String> own = new ArrayList<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        int rank = (int) (400 * Math.pow(random.nextDouble(), 3));
        own.add((random.nextBoolean() ? "Line" : "line") + " of the number " + rank);
      }
      lines.add(own);
      String host = "h" + page % 3;
      pages.add("https://" + host + ".example/" + page, "en", String.join("\n", own));
      for (String line : own) {
        holders.computeIfAbsent(host + line.toLowerCase(), any -> new HashSet<>()).add(page);
      }
    }
    List<List<String>> expected = new ArrayList<>();
    for (int page = 0; page < 400; page++) {
      List<String> cut = new ArrayList<>();
      for (String line : lines.get(page)) {
        Set<Integer> all = holders.get("h" + page % 3 + line.toLowerCase());
        int first = all.stream().min(Integer::compare).orElseThrow();
        if (all.size() >= minPages && (keep.equals("none") || first != page)) {
          cut.add(line);
        }
      }
      expected.add(cut);
    }
    assertThat(pages.cutTexts()).isEqualTo(expected);
    assertThat(expected.stream().mapToInt(List::size).sum()).isBetween(500, 4_500);
  }

  @Test
  void whatWasTakenAndWhatIsTooLittleAreTold() {
    GlobalStep step = pages("min_left: 300").step();
    assertThat(step.leastLeft()).isEqualTo(300);
    assertThat(step.removed(2, 90))
        .extracting(Measurement::rule)
        .containsExactly("repeated-lines/removed-lines", "repeated-lines/removed-characters");
    assertThat(step.removed(2, 90)).noneMatch(Measurement::judges);
  }
}

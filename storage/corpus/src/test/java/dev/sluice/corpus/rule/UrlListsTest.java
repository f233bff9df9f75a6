package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are on a list. */
class UrlListsTest {

  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private static ListFile list(String name, String... lines) {
    return new ListFile(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static StepOutcome judge(String url, Map<String, List<ListFile>> files) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("max_soft_words", List.of("1"));
    Parameters parameters = new Parameters(values, files);
    return UrlLists.KIND
        .maker()
        .make(parameters, Drafts.noFunctions())
        .apply(Draft.of(MemorySnapshot.page(url, NOON, 200, "text/html", "")));
  }

  private static String blocked(String url, String... lines) {
    return value(judge(url, Map.of("block", List.of(list("bad", lines)))), "url-lists/block");
  }

  private static String value(StepOutcome outcome, String rule) {
    return outcome.draft().measurements().stream()
        .filter(measurement -> measurement.rule().equals(rule))
        .map(Measurement::measured)
        .map(Measured::display)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          bad.org                    | https://bad.org/                  | bad.org
          bad.org                    | https://www.bad.org/a?b           | bad.org
          bad.org                    | http://a.b.bad.org:8080/          | bad.org
          bad.org                    | https://notbad.org/               | none
          bad.org                    | https://org/                      | none
          BAD.org                    | https://bad.org/                  | bad.org
          *.bad.org                  | https://a.bad.org/                | bad.org
          .bad.org                   | https://bad.org/                  | bad.org
          bad.org # since May        | https://bad.org/                  | bad.org
          https://bad.org/           | https://a.bad.org/                | bad.org
          bad.org:8080               | https://bad.org/                  | bad.org
          www.bad.org                | https://www.bad.org/              | bad.org
          www.bad.org                | https://bad.org/                  | bad.org
          www.bad.org                | https://blog.bad.org/             | none
          0.0.0.0 bad.org            | https://bad.org/                  | bad.org
          0.0.0.0 www.bad.org        | https://bad.org/                  | bad.org
          127.0.0.1 a.org bad.org    | https://www.bad.org/              | bad.org
          0.0.0.0 bad.org            | https://blog.bad.org/             | none
          bad.org/ads                | https://bad.org/ads               | bad.org/ads
          bad.org/ads/               | https://www.bad.org/Ads/2.html    | bad.org/ads
          bad.org/ads                | https://bad.org/ads?x=1           | bad.org/ads
          bad.org/ads                | https://bad.org/adsense           | none
          bad.org/ads                | https://bad.org/                  | none
          bad.org/ads                | https://a.bad.org/ads             | none
          bad.org/p?id=7             | https://bad.org/p?id=7            | bad.org/p?id=7
          bad.org/p?id=7             | https://bad.org/p?id=71           | none
          http://www.bad.org/ads     | https://bad.org/ads/x             | bad.org/ads
          10.0.0.7                   | http://10.0.0.7/                  | 10.0.0.7
          bücher.example             | https://xn--bcher-kva.example/    | xn--bcher-kva.example
          two words                  | https://two/                      | none
          <html>                     | https://html/                     | none
          """)
  void aLineCoversWhatItsFormSays(String line, String url, String entry) {
    String expected = entry.equals("none") ? "none" : entry + " in bad";
    assertThat(blocked(url, "# a list", "other.net", line)).isEqualTo(expected);
  }

  @Test
  void eachListThatMatchesIsToldAndThePageIsDropped() {
    StepOutcome outcome =
        judge(
            "https://a.bad.org/x",
            Map.of(
                "block",
                List.of(
                    list("one", "bad.org"), list("two", "good.org"), list("three", "a.bad.org"))));
    assertThat(outcome).isInstanceOf(StepOutcome.Dropped.class);
    assertThat(value(outcome, "url-lists/block")).isEqualTo("bad.org in one; a.bad.org in three");
  }

  @Test
  void whatIsAllowedIsKeptWhateverElseIsSaid() {
    Map<String, List<ListFile>> files =
        Map.of(
            "block", List.of(list("bad", "bad.org")),
            "allow", List.of(list("good", "bad.org/library")),
            "strict_words", List.of(list("strict", "library")));
    StepOutcome kept = judge("https://bad.org/library/book", files);
    assertThat(kept).isInstanceOf(StepOutcome.Kept.class);
    assertThat(value(kept, "url-lists/allow")).isEqualTo("bad.org/library in good");
    assertThat(judge("https://bad.org/shop", files)).isInstanceOf(StepOutcome.Dropped.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://a.org/Bad-Word/      | badword | none | 0 | false
          https://bad.word.org/        | badword | none | 0 | false
          https://a.org/hard           | none    | hard | 0 | false
          https://a.org/HARD.html      | none    | hard | 0 | false
          https://a.org/hardly         | none    | none | 0 | true
          https://a.org/soft           | none    | none | 1 | true
          https://a.org/soft/soft      | none    | none | 1 | true
          https://a.org/soft?q=Mild    | none    | none | 2 | false
          https://a.org/               | none    | none | 0 | true
          """)
  void wordsAreFoundInAddresses(String url, String strict, String hard, String soft, boolean kept) {
    StepOutcome outcome =
        judge(
            url,
            Map.of(
                "strict_words", List.of(list("strict", "bad-word")),
                "hard_words", List.of(list("hard", "hard")),
                "soft_words", List.of(list("soft", "Soft", "mild"))));
    assertThat(value(outcome, "url-lists/strict-words")).isEqualTo(strict);
    assertThat(value(outcome, "url-lists/hard-words")).isEqualTo(hard);
    assertThat(value(outcome, "url-lists/soft-words")).isEqualTo(soft);
    assertThat(outcome instanceof StepOutcome.Kept).isEqualTo(kept);
  }

  @Test
  void aListOfManyEntriesHasAllOfThemAndNoOthers() {
    Random random = new Random(7);
    List<String> hosts =
        IntStream.range(0, 150_000)
            .mapToObj(i -> "h" + i + "-" + random.nextInt() + ".org")
            .toList();
    UrlTable table = UrlTable.of(list("long", hosts.toArray(String[]::new)));
    assertThat(table.size()).isEqualTo(hosts.size());
    assertThat(hosts).allMatch(host -> matches(table, host));
    assertThat(hosts).noneMatch(host -> matches(table, "no" + host));
    assertThat(UrlTable.of(list("twice", "a.org", "A.org", "a.org.")).size()).isEqualTo(1);
  }

  private static boolean matches(UrlTable table, String host) {
    return table.match(PageUrl.parse("https://" + host + "/")).isPresent();
  }
}

package dev.sluice.corpus.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.pages.model.Capture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteSampleTest {

  private static Capture capture(int page, int second, int status, String type) {
    return MemorySnapshot.page(
            "https://example.com/" + page,
            Instant.ofEpochSecond(second),
            status,
            type,
            "<p>" + page)
        .capture();
  }

  private static List<Capture> sample(List<Capture> captures) {
    SiteSample sample = new SiteSample();
    captures.forEach(sample::offer);
    return sample.captures();
  }

  private static List<Capture> pages(int from, int to) {
    return java.util.stream.IntStream.range(from, to)
        .mapToObj(i -> capture(i, 1, 200, "text/html"))
        .toList();
  }

  @Test
  void ofEachUrlTheLastGoodAnswerThatIsHtmlIsTaken() {
    Capture old = capture(1, 1, 200, "text/html");
    Capture recent = capture(1, 2, 200, "text/html");
    Capture unchanged = capture(1, 3, 304, "text/html");
    Capture picture = capture(2, 1, 200, "image/png");
    Capture gone = capture(3, 1, 404, "text/html");
    Capture other = capture(4, 1, 200, "application/xhtml+xml");
    assertThat(sample(List.of(old, recent, unchanged, picture, gone, other)))
        .containsExactly(recent, other);
  }

  @Test
  void ofManyPagesAsManyAreTakenAsASampleHasAndSpreadOverTheSite() {
    List<Capture> chosen = sample(pages(0, 1_000));
    assertThat(chosen).hasSize(SiteSample.PAGES).isSubsetOf(pages(0, 1_000));
    long early =
        chosen.stream().filter(it -> Integer.parseInt(it.url().path().substring(1)) < 500).count();
    assertThat(early).isBetween(60L, 140L);
  }

  @Test
  void pagesThatComeLaterChangeTheSampleByThemselvesOnly() {
    List<Capture> before = sample(pages(0, 900));
    List<Capture> after = sample(pages(0, 1_000));
    assertThat(after.stream().filter(pages(0, 900)::contains)).isSubsetOf(before);
    assertThat(after).isNotEqualTo(before);
  }
}

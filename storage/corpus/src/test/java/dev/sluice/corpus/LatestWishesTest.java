package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.work.LatestWishes;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.RawPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatestWishesTest {

  private static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");
  private static final Directive NO_AI = new Directive(Meaning.NO_AI, "meta robots", "noai");
  private static final Directive NO_INDEX =
      new Directive(Meaning.NOINDEX, "header X-Robots-Tag", "noindex");

  private static RawPage page(String url, int hours, Directive... wishes) {
    Instant at = THEN.plusSeconds(3600L * hours);
    RawPage page = MemorySnapshot.page(url, at, 200, "text/html", "<p>text " + hours);
    return new RawPage(page.capture().withDirectives(Set.of(wishes)), page.body());
  }

  private static List<List<Directive>> wishes(RawPage... pages) {
    MemorySnapshot snapshot = new MemorySnapshot();
    for (RawPage page : pages) {
      snapshot.add(page);
    }
    List<List<Directive>> wishes = new ArrayList<>();
    try (LatestWishes captures = new LatestWishes(snapshot.captures())) {
      while (captures.hasNext()) {
        Capture capture = captures.next();
        wishes.add(capture.directives());
      }
    }
    return wishes;
  }

  @Test
  void what_the_newest_capture_says_holds_for_the_older_ones() {
    assertThat(
            wishes(
                page("http://a.example/", 0),
                page("http://a.example/", 1, NO_INDEX),
                page("http://a.example/", 2, NO_AI),
                page("http://b.example/", 3)))
        .containsExactly(List.of(NO_AI), List.of(NO_INDEX, NO_AI), List.of(NO_AI), List.of());
  }

  @Test
  void what_an_older_capture_said_is_not_lost_and_says_nothing_of_newer_ones() {
    assertThat(wishes(page("http://a.example/", 0, NO_AI), page("http://a.example/", 1)))
        .containsExactly(List.of(NO_AI), List.of());
  }

  @Test
  void an_empty_scan_stays_empty() {
    assertThat(wishes()).isEmpty();
  }
}

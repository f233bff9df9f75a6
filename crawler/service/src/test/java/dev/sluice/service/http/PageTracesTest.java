package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.PageTrace;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which traces are kept. */
class PageTracesTest {

  private final PageTraces traces = new PageTraces();
  private int bodiesRead;

  private PageTrace trace(int page, String recipe) {
    RawPage raw = raw(page);
    return traces.of(
        raw.capture().key(),
        recipe,
        () -> {
          bodiesRead++;
          return raw;
        });
  }

  private static RawPage raw(int page) {
    byte[] body = ("<p>Page " + page + ", which says a little.").getBytes(StandardCharsets.UTF_8);
    CaptureKey key =
        new CaptureKey(PageUrl.parse("https://example.org/" + page), Instant.ofEpochSecond(page));
    Headers html = new Headers(List.of(new Headers.Field("Content-Type", "text/html")));
    Capture capture =
        new Capture(
            key,
            200,
            html,
            ContentHash.of(body),
            body.length,
            false,
            "192.0.2.1",
            Duration.ZERO,
            false,
            Change.FIRST,
            List.of(),
            new Provenance(0, "seed", Map.of(), Optional.empty()));
    return new RawPage(capture, body);
  }

  @Test
  void thePageThatIsLookedAtIsCleanedOnceForEachRecipe() {
    assertThat(trace(1, "web").text()).contains("Page 1");
    assertThat(trace(1, "web")).isEqualTo(trace(1, "web"));
    assertThat(bodiesRead).isOne();
    assertThat(trace(1, "raw-text").recipe()).startsWith("raw-text@");
    assertThat(trace(2, "web").text()).contains("Page 2");
    assertThat(bodiesRead).isEqualTo(3);
  }

  @Test
  void ofManyPagesTheLastOnesAreKept() {
    for (int page = 0; page < 200; page++) {
      trace(page, "raw-text");
    }
    trace(199, "raw-text");
    assertThat(bodiesRead).isEqualTo(200);
    trace(0, "raw-text");
    assertThat(bodiesRead).as("it was let go").isEqualTo(201);
  }
}

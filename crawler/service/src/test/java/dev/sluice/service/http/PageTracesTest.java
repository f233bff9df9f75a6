package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.PageTrace;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.nio.charset.StandardCharsets;
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
    return RawPage.uncrawled(PageUrl.parse("https://example.org/" + page), "text/html", body);
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

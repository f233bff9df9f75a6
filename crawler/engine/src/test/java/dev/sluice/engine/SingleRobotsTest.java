package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleRobotsTest {

  @Test
  void a_host_is_asked_once_for_its_rules_however_many_pages_and_threads_wait_for_them(
      @TempDir Path folder) {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "a",
                site ->
                    IntStream.range(0, 30)
                        .forEach(i -> site.page("/" + i, "word " + "a".repeat(i + 1))))
            .start()) {
      List<String> pages = IntStream.range(0, 30).mapToObj(i -> web.url("a", "/" + i)).toList();
      try (TestCrawl crawl =
          TestCrawl.finished(folder, TestCrawl.seeds(pages), TestCrawl.settings())) {
        assertThat(crawl.crawl().progress().pages()).isEqualTo(30);
        assertThat(web.referee().countPerUrl())
            .containsEntry(web.url("a", "/robots.txt"), 1)
            .containsEntry(web.url("a", "/.well-known/tdmrep.json"), 1);
      }
    }
  }
}

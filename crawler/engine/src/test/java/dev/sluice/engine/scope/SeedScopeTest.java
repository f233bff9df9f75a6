package dev.sluice.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SeedScopeTest {

  private static final PageUrl LINK = PageUrl.parse("http://h.example/x");

  private static Seed seed(String name, String url, Extent extent, int depth) {
    OptionalInt most = depth < 0 ? OptionalInt.empty() : OptionalInt.of(depth);
    return new Seed(name, PageUrl.parse(url), extent, most);
  }

  private static CrawlUrl page(String seed, int depth) {
    return new CrawlUrl(PageUrl.parse("http://from.example/"), depth, seed, Optional.empty());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/scope/extents.csv", delimiter = '|', commentCharacter = '#')
  void a_link_is_ours_if_it_lies_in_the_extent_of_a_seed(
      String seed, Extent extent, String link, boolean ours) {
    SeedScope scope = new SeedScope(List.of(seed("s", seed, extent, -1)));
    assertThat(scope.follow(page("s", 0), PageUrl.parse(link)).isPresent()).isEqualTo(ours);
    assertThat(scope.covers(new CrawlUrl(PageUrl.parse(link), 5, "gone", Optional.empty())))
        .isEqualTo(ours);
  }

  @Test
  void links_go_a_step_down_and_redirects_do_not() {
    SeedScope scope = new SeedScope(List.of(seed("s", "http://h.example/", Extent.HOST, 3)));
    assertThat(scope.follow(page("s", 2), LINK))
        .contains(new CrawlUrl(LINK, 3, "s", Optional.of(page("s", 2).url())));
    assertThat(scope.follow(page("s", 3), LINK)).isEmpty();
    assertThat(scope.redirect(page("s", 3), LINK).orElseThrow().depth()).isEqualTo(3);
    assertThat(scope.redirect(page("s", 4), LINK)).isEmpty();
  }

  @Test
  void a_page_that_several_seeds_cover_stays_with_the_one_it_was_found_for() {
    SeedScope scope =
        new SeedScope(
            List.of(
                seed("host", "http://h.example/", Extent.HOST, 1),
                seed("prefix", "http://h.example/", Extent.PREFIX, -1)));
    assertThat(scope.follow(page("prefix", 0), LINK).orElseThrow().seed()).isEqualTo("prefix");
    assertThat(scope.follow(page("host", 0), LINK).orElseThrow().seed()).isEqualTo("host");
    assertThat(scope.follow(page("gone", 0), LINK).orElseThrow().seed()).isEqualTo("host");
    assertThat(scope.follow(page("host", 5), LINK).orElseThrow().seed()).isEqualTo("prefix");
  }

  @Test
  void without_seeds_nothing_is_ours() {
    assertThat(new SeedScope(List.of()).follow(page("s", 0), LINK)).isEmpty();
  }
}

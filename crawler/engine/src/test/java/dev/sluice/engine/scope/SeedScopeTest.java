package dev.sluice.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Ours;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlPattern;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SeedScopeTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
  private static final PageUrl LINK = PageUrl.parse("http://h.example/x");

  private static SeedScope scope(Seed... seeds) {
    return new SeedScope(List.of(seeds), CLOCK);
  }

  private static Seed seed(String name, String url, Extent extent, int depth) {
    OptionalInt most = depth < 0 ? OptionalInt.empty() : OptionalInt.of(depth);
    return new Seed(name, PageUrl.parse(url), extent, most);
  }

  private static Seed withPatterns(String url, List<String> include, List<String> exclude) {
    Patterns patterns =
        new Patterns(
            include.stream().map(UrlPattern::parse).toList(),
            exclude.stream().map(UrlPattern::parse).toList());
    return new Seed(
        "s",
        PageUrl.parse(url),
        Extent.HOST,
        OptionalInt.empty(),
        patterns,
        SeedPolicy.DEFAULT,
        List.of());
  }

  private static CrawlUrl page(String seed, int depth) {
    return new CrawlUrl(PageUrl.parse("http://from.example/"), depth, seed, Optional.empty());
  }

  private static CrawlUrl at(String url, int depth, String seed) {
    return new CrawlUrl(PageUrl.parse(url), depth, seed, Optional.empty());
  }

  private static Refusal why(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Refused.class);
    return ((Refused) ruling).why();
  }

  private static CrawlUrl ours(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Ours.class);
    return ((Ours) ruling).url();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/scope/extents.csv", delimiter = '|', commentCharacter = '#')
  void a_link_is_ours_if_it_lies_in_the_extent_of_a_seed(
      String seed, Extent extent, String link, boolean ours) {
    SeedScope scope = scope(seed("s", seed, extent, -1));
    PageUrl url = PageUrl.parse(link);
    assertThat(scope.follow(page("s", 0), url).ours().isPresent()).isEqualTo(ours);
    assertThat(scope.judge(at(link, 5, "gone")).ours().isPresent()).isEqualTo(ours);
    if (!ours) {
      assertThat(why(scope.follow(page("s", 0), url))).isEqualTo(Refusal.NO_SEED);
    }
  }

  @Test
  void links_go_a_step_down_and_redirects_do_not() {
    SeedScope scope = scope(seed("s", "http://h.example/", Extent.HOST, 3));
    assertThat(ours(scope.follow(page("s", 2), LINK)))
        .isEqualTo(new CrawlUrl(LINK, 3, "s", Optional.of(page("s", 2).url())));
    assertThat(why(scope.follow(page("s", 3), LINK))).isEqualTo(Refusal.TOO_DEEP);
    assertThat(ours(scope.redirect(page("s", 3), LINK)).depth()).isEqualTo(3);
    assertThat(why(scope.redirect(page("s", 4), LINK))).isEqualTo(Refusal.TOO_DEEP);
  }

  @Test
  void a_chain_of_redirects_ends_although_it_comes_no_deeper() {
    SeedScope scope = scope(seed("s", "http://h.example/", Extent.HOST, 3));
    CrawlUrl at = page("s", 3);
    for (int i = 1; i <= 10; i++) {
      at = ours(scope.redirect(at, PageUrl.parse("http://h.example/" + i)));
      assertThat(at.redirects()).isEqualTo(i);
      assertThat(at.depth()).isEqualTo(3);
    }
    assertThat(why(scope.redirect(at, LINK))).isEqualTo(Refusal.TOO_MANY_REDIRECTS);
    assertThat(ours(scope.judge(at)).redirects()).isEqualTo(10);
  }

  @Test
  void a_link_begins_anew_to_count_redirects() {
    SeedScope scope = scope(seed("s", "http://h.example/", Extent.HOST, 3));
    CrawlUrl redirected = ours(scope.redirect(page("s", 1), LINK));
    assertThat(ours(scope.follow(redirected, PageUrl.parse("http://h.example/y"))).redirects())
        .isZero();
  }

  @Test
  void what_a_sitemap_lists_is_one_step_from_the_seed() {
    SeedScope scope = scope(seed("s", "http://h.example/", Extent.HOST, 1));
    assertThat(ours(scope.listed(page("s", 7), LINK)).depth()).isEqualTo(1);
    assertThat(why(scope.listed(page("s", 0), PageUrl.parse("http://other.example/"))))
        .isEqualTo(Refusal.NO_SEED);
  }

  @Test
  void a_page_that_several_seeds_cover_stays_with_the_one_it_was_found_for() {
    SeedScope scope =
        scope(
            seed("domain", "http://h.example/", Extent.DOMAIN, -1),
            seed("host", "http://h.example/", Extent.HOST, 1),
            seed("prefix", "http://h.example/", Extent.PREFIX, 3));
    assertThat(ours(scope.follow(page("prefix", 0), LINK)).seed()).isEqualTo("prefix");
    assertThat(ours(scope.follow(page("host", 0), LINK)).seed()).isEqualTo("host");
    assertThat(ours(scope.follow(page("domain", 0), LINK)).seed()).isEqualTo("domain");
    assertThat(ours(scope.follow(page("gone", 0), LINK)).seed()).isEqualTo("host");
    assertThat(ours(scope.follow(page("host", 2), LINK)).seed()).isEqualTo("prefix");
    assertThat(ours(scope.follow(page("host", 9), LINK)).seed()).isEqualTo("domain");
  }

  @Test
  void a_queued_page_goes_over_to_another_seed_when_its_own_is_gone() {
    SeedScope scope = scope(seed("new", "http://h.example/", Extent.HOST, -1));
    CrawlUrl kept = at("http://h.example/x", 2, "new");
    assertThat(ours(scope.judge(kept))).isSameAs(kept);
    assertThat(ours(scope.judge(at("http://h.example/x", 2, "gone"))))
        .isEqualTo(at("http://h.example/x", 2, "new"));
  }

  @Test
  void patterns_say_what_is_wanted_but_never_take_the_first_page_away() {
    SeedScope scope =
        scope(
            withPatterns(
                "http://h.example/",
                List.of("/wiki/", "/*.html$"),
                List.of("*action=", "/wiki/U:")));
    assertThat(scope.follow(page("s", 0), PageUrl.parse("http://h.example/wiki/X")))
        .isInstanceOf(Ours.class);
    assertThat(scope.follow(page("s", 0), PageUrl.parse("http://h.example/a/b.html")))
        .isInstanceOf(Ours.class);
    assertThat(why(scope.follow(page("s", 0), LINK))).isEqualTo(Refusal.NOT_INCLUDED);
    assertThat(scope.follow(page("s", 0), PageUrl.parse("http://h.example/wiki/X?action=edit")))
        .isEqualTo(new Refused(Refusal.EXCLUDED, "*action="));
    assertThat(why(scope.judge(at("http://h.example/wiki/U:me", 1, "s"))))
        .isEqualTo(Refusal.EXCLUDED);
    assertThat(scope.judge(at("http://h.example/", 0, "s"))).isInstanceOf(Ours.class);
    assertThat(scope.follow(page("s", 3), PageUrl.parse("http://h.example/")))
        .isInstanceOf(Ours.class);
  }

  @Test
  void a_trap_is_refused_however_it_was_found_unless_a_seed_starts_there() {
    PageUrl trap = PageUrl.parse("http://h.example/a/a/a/a/");
    SeedScope scope = scope(seed("s", "http://h.example/", Extent.HOST, -1));
    assertThat(why(scope.follow(page("s", 0), trap))).isEqualTo(Refusal.REPEATED_FOLDERS);
    assertThat(why(scope.redirect(page("s", 0), trap))).isEqualTo(Refusal.REPEATED_FOLDERS);
    assertThat(why(scope.listed(page("s", 0), trap))).isEqualTo(Refusal.REPEATED_FOLDERS);
    assertThat(why(scope.judge(at(trap.toString(), 1, "s")))).isEqualTo(Refusal.REPEATED_FOLDERS);
    SeedScope startsThere = scope(seed("s", trap.toString(), Extent.HOST, -1));
    assertThat(startsThere.judge(at(trap.toString(), 0, "s"))).isInstanceOf(Ours.class);
  }

  @Test
  void each_seed_has_its_policy_and_a_seed_that_is_gone_has_the_default() {
    SeedPolicy first =
        new SeedPolicy(
            1,
            Optional.empty(),
            Optional.empty(),
            PageBudgets.NONE.ofSeed(9),
            false,
            new TreeMap<>());
    Seed seed =
        new Seed("s", LINK, Extent.HOST, OptionalInt.empty(), Patterns.NONE, first, List.of());
    assertThat(scope(seed).policy("s")).isEqualTo(first);
    assertThat(scope(seed).policy("gone")).isEqualTo(SeedPolicy.DEFAULT);
  }

  @Test
  void links_into_a_paused_seed_are_ours_and_only_their_turn_does_not_come() {
    SeedPolicy paused =
        new SeedPolicy(
            1, Optional.empty(), Optional.empty(), PageBudgets.NONE, false, new TreeMap<>(), true);
    Seed seed =
        new Seed("p", LINK, Extent.DOMAIN, OptionalInt.empty(), Patterns.NONE, paused, List.of());
    SeedScope scope = scope(seed, seed("s", "http://h.example/y/", Extent.PREFIX, -1));
    CrawlUrl found = ours(scope.follow(page("p", 0), LINK));
    assertThat(why(scope.judge(found))).isEqualTo(Refusal.PAUSED);
    assertThat(scope.judge(at("http://h.example/y/1", 1, "s"))).isInstanceOf(Ours.class);
    assertThat(scope.mayAsk("p")).isFalse();
    assertThat(scope.mayAsk("s")).isTrue();
    assertThat(scope.mayAsk("gone")).isFalse();
    assertThat(scope.urgency("h.example")).hasValue(5);
    assertThat(scope.urgency("www.h.example")).isEmpty();
  }

  @Test
  void without_seeds_nothing_is_ours() {
    assertThat(why(scope().follow(page("s", 0), LINK))).isEqualTo(Refusal.NO_SEED);
  }
}

package dev.sluice.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.PathBudget.Share;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.pages.model.PageUrl;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HostHabitsTest {

  private static final PageBudgets NONE = PageBudgets.NONE;

  private final HostHabits habits = new HostHabits();
  private final SplittableRandom random = new SplittableRandom(5);

  private static PageUrl url(String path) {
    return PageUrl.parse("http://h.example" + path);
  }

  /** Fetches what it may of these pages; says how many that were. */
  private int crawl(int pages, IntFunction<String> path, IntFunction<String> text) {
    int fetched = 0;
    for (int i = 0; i < pages; i++) {
      PageUrl url = url(path.apply(i));
      if (habits.judge(url, NONE).isEmpty()) {
        habits.learn(url, 200, digest(text.apply(i)), NONE);
        fetched++;
      }
    }
    return fetched;
  }

  /** Like the digest of a page, in which a run of digits counts as one. */
  private static long digest(String text) {
    return text.replaceAll("[0-9]+", "0").hashCode() * 0x9E3779B97F4A7C15L;
  }

  private Refusal whyNot(String path) {
    // one URL in fifty is a probe: ask for some of the same shape
    for (int i = 0; i < 5; i++) {
      Optional<Refused> refused = habits.judge(url(path + i), NONE);
      if (refused.isPresent()) {
        return refused.get().why();
      }
    }
    throw new AssertionError("not refused: " + path);
  }

  /** Words that stand in no other text. */
  private static String article(int number) {
    StringBuilder words = new StringBuilder("the same head on every page ");
    for (int i = 0; i < 5; i++) {
      words.append((char) ('a' + number % 26)).append((char) ('a' + number / 26 % 26));
      words.append((char) ('a' + number / 676 % 26)).append("rest of it ");
    }
    return words + " and the same foot";
  }

  @Test
  void a_calendar_without_end_is_cut() {
    int fetched =
        crawl(
            10_000,
            i -> "/calendar/" + (2026 + i / 12) + "/" + (i % 12 + 1),
            i -> "There are no events in " + (i % 12 + 1) + " of " + (2026 + i / 12));
    assertThat(fetched).isBetween(20, 300);
    assertThat(whyNot("/calendar/9999/")).isIn(Refusal.FLOOD, Refusal.SOFT_404);
    assertThat(habits.describe())
        .anySatisfy(line -> assertThat(line).startsWith("cut /calendar/#/#: "));
  }

  @Test
  void a_calendar_that_has_events_for_some_years_is_cut_behind_them() {
    int fetched =
        crawl(
            10_000,
            i -> "/events?year=" + (2020 + i / 12) + "&month=" + i % 12,
            i -> i < 100 ? "We meet for " + article(i) : "There is nothing in January");
    assertThat(fetched).isBetween(130, 600);
  }

  @Test
  void a_page_for_what_is_not_there_is_known_by_its_text() {
    crawl(400, i -> "/article/" + i, HostHabitsTest::article);
    int first = crawl(1000, i -> "/old/" + i + ".html", i -> "Sorry, we could not find it");
    assertThat(first).isBetween(20, 60);
    int second = crawl(1000, i -> "/older/" + i + ".php", i -> "Sorry, we could not find it");
    assertThat(second).isBetween(10, 50);
    assertThat(whyNot("/old/7")).isEqualTo(Refusal.SOFT_404);
    assertThat(crawl(300, i -> "/article/" + (5000 + i), i -> article(5000 + i))).isEqualTo(300);
  }

  @Test
  void session_ids_in_paths_are_cut() {
    int fetched =
        crawl(
            5000,
            i -> "/s/" + Long.toHexString(random.nextLong() | 1L << 63) + "/page/" + i % 15,
            i -> article(i % 15));
    assertThat(fetched).isBetween(20, 500);
  }

  @Test
  void combinations_of_parameters_that_show_the_same_goods_are_cut() {
    int fetched =
        crawl(
            20_000,
            i -> "/shop?colour=" + i % 37 + "&size=" + i % 41 + "&sort=" + i % 43,
            i -> article(i % 20));
    assertThat(fetched).isBetween(40, 800);
  }

  @Test
  void folders_of_words_that_show_the_same_goods_are_cut_as_a_whole() {
    String[] words = {"red", "small", "cotton", "new", "cheap", "blue", "wool", "long"};
    int fetched =
        crawl(
            20_000,
            i -> {
              StringBuilder path = new StringBuilder("/filter");
              for (int left = i + 8; left > 0; left /= 8) {
                path.append('/').append(words[left % 8]);
              }
              return path.toString();
            },
            i -> article(i % 50));
    assertThat(fetched).isBetween(200, 1500);
  }

  @Test
  void links_to_nowhere_teach_nothing() {
    for (int i = 0; i < 2000; i++) {
      PageUrl url = url("/matrix/dead-" + i + ".html");
      assertThat(habits.judge(url, NONE)).isEmpty();
      habits.learn(url, 404, 7, NONE);
    }
    assertThat(habits.describe()).isEmpty();
  }

  @Test
  void honest_sites_are_left_alone() {
    assertThat(crawl(10_000, i -> "/docs/page-" + i + ".html", HostHabitsTest::article))
        .isEqualTo(10_000);
    assertThat(crawl(3000, i -> "/thread?t=" + i / 5 + "&page=" + i % 5, i -> article(20_000 + i)))
        .isEqualTo(3000);
    assertThat(crawl(3000, i -> "/news/2026-11/" + i, i -> "新闻" + (char) (0x4e00 + i) + "正文"))
        .isEqualTo(3000);
    assertThat(
            crawl(
                2000,
                i -> "/commit/" + Long.toHexString(i * 0x9e3779b97f4a7c15L),
                i -> article(40_000 + i)))
        .isEqualTo(2000);
    assertThat(habits.describe()).isEmpty();
  }

  @Test
  void a_site_that_has_every_page_twice_is_left_alone() {
    assertThat(crawl(5000, i -> "/p/" + i, i -> article(i / 2))).isEqualTo(5000);
  }

  @Test
  void errors_of_the_server_and_redirects_teach_nothing() {
    for (int i = 0; i < 500; i++) {
      habits.learn(url("/a/" + i), 503, 0, NONE);
      habits.learn(url("/a/" + i), 302, 0, NONE);
      habits.learn(url("/a/" + i), 429, 0, NONE);
    }
    assertThat(habits.judge(url("/a/1"), NONE)).isEmpty();
  }

  @Test
  void a_cut_that_was_a_mistake_heals_by_its_probes() {
    crawl(100, i -> "/story/" + i, i -> "Closed for the holidays");
    assertThat(whyNot("/story/")).isIn(Refusal.FLOOD, Refusal.SOFT_404);
    crawl(5000, i -> "/story/" + (1000 + i), i -> article(i));
    assertThat(crawl(100, i -> "/story/" + (10_000 + i), i -> article(6000 + i))).isEqualTo(100);
  }

  @Test
  void a_url_is_answered_the_same_whenever_it_is_asked_for() {
    crawl(100, i -> "/x/" + i, i -> "nothing");
    int let = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean first = habits.judge(url("/x/" + i), NONE).isEmpty();
      assertThat(habits.judge(url("/x/" + i), NONE).isEmpty()).isEqualTo(first);
      let += first ? 1 : 0;
    }
    assertThat(let).isBetween(150, 250);
  }

  @Test
  void budgets_for_folders_are_kept() {
    PageBudgets budgets = PageBudgets.NONE.ofPath("/archive/", new Pages(3));
    for (int i = 0; i < 3; i++) {
      assertThat(habits.judge(url("/archive/" + i), budgets)).isEmpty();
      habits.learn(url("/archive/" + i), 200, i, budgets);
    }
    assertThat(habits.judge(url("/archive/4"), budgets).orElseThrow().why())
        .isEqualTo(Refusal.BUDGET_PATH);
    assertThat(habits.judge(url("/other"), budgets)).isEmpty();
    assertThat(habits.judge(url("/archive/4"), NONE)).isEmpty();
  }

  @Test
  void a_share_is_of_the_pages_that_the_host_has_had_and_the_first_hundred_are_free() {
    PageBudgets budgets = PageBudgets.NONE.ofPath("/archive/", new Share(25));
    CrawlUrl archive = new CrawlUrl(url("/archive/x"), 1, "s", Optional.empty());
    for (int i = 0; i < 100; i++) {
      assertThat(habits.overShare(archive, budgets)).as("page %d", i).isNull();
      habits.learn(url("/archive/" + i), 200, i, budgets);
    }
    for (int i = 0; i < 303; i++) {
      Refused over = habits.overShare(archive, budgets);
      assertThat(over).as("page %d", i).isNotNull();
      assertThat(over.why()).isEqualTo(Refusal.BUDGET_PATH);
      assertThat(over.detail()).isEqualTo("25% below /archive/ for seed s");
      assertThat(habits.judge(archive.url(), budgets)).as("waits, and is not refused").isEmpty();
      habits.learn(url("/other/" + i), 404, i, budgets);
    }
    HostHabits read = HostHabits.fromRow("habits", new byte[0], habits.toRow());
    assertThat(read.overShare(archive, budgets)).as("101 of 404 is 25%").isNull();
    read.learn(archive.url(), 200, 1, budgets);
    assertThat(read.overShare(archive, budgets)).isNotNull();
    assertThat(read.describe()).contains("/archive/: 101 of 404 pages that have budgets");
  }

  @Test
  void its_row_is_small_and_holds_all_that_it_knows() {
    crawl(2000, i -> "/folder" + i % 90 + "x" + "y".repeat(i % 60) + "/" + i, i -> article(i));
    crawl(200, i -> "/calendar/" + i, i -> "nothing");
    byte[] row = habits.toRow();
    assertThat(row.length).isLessThan(5200);
    HostHabits read = HostHabits.fromRow("hosts", new byte[0], row);
    assertThat(read.toRow()).isEqualTo(row);
    assertThat(read.describe()).isEqualTo(habits.describe()).isNotEmpty();
    for (int i = 0; i < 1000; i++) {
      assertThat(read.judge(url("/calendar/" + i), NONE))
          .isEqualTo(habits.judge(url("/calendar/" + i), NONE));
    }
  }
}

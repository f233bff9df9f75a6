package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecrawlTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Optional<Duration> USUAL = Optional.of(WEEK);

  private static VisitHistory visited(VisitHistory before, Change change) {
    return Recrawl.visited(before, change, NOW, USUAL);
  }

  @Test
  void the_first_visit_plans_the_next_one_after_the_interval_of_the_seed() {
    VisitHistory first = visited(VisitHistory.NONE, Change.FIRST);
    assertThat(first)
        .isEqualTo(new VisitHistory(1, 0, WEEK, Optional.of(NOW), Optional.of(NOW.plus(WEEK))));
  }

  @Test
  void what_a_sitemap_says_goes_before_the_interval_of_the_seed_but_not_out_of_its_bounds() {
    assertThat(interval(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThat(interval(Duration.ofDays(30))).isEqualTo(Duration.ofDays(30));
    assertThat(interval(Duration.ofMinutes(15))).isEqualTo(WEEK.dividedBy(16));
    assertThat(interval(Duration.ofDays(3650))).isEqualTo(WEEK.multipliedBy(16));
  }

  private static Duration interval(Duration expected) {
    return visited(VisitHistory.expecting(expected), Change.FIRST).interval();
  }

  @Test
  void a_page_that_changed_is_visited_sooner_and_one_that_did_not_later() {
    VisitHistory first = visited(VisitHistory.NONE, Change.FIRST);
    VisitHistory changed = visited(first, Change.CHANGED);
    assertThat(changed.interval()).isLessThan(WEEK);
    assertThat(changed.changes()).isEqualTo(1);
    assertThat(changed.nextVisit()).contains(NOW.plus(changed.interval()));
    for (Change same : List.of(Change.SAME_CONTENT, Change.NOT_MODIFIED)) {
      VisitHistory later = visited(first, same);
      assertThat(later.interval()).isGreaterThan(WEEK);
      assertThat(later.changes()).isZero();
      assertThat(later.visits()).isEqualTo(2);
    }
  }

  @Test
  void intervals_stay_between_a_sixteenth_and_sixteen_times_that_of_the_seed() {
    VisitHistory restless = visited(VisitHistory.NONE, Change.FIRST);
    VisitHistory still = restless;
    for (int i = 0; i < 50; i++) {
      restless = visited(restless, Change.CHANGED);
      still = visited(still, Change.NOT_MODIFIED);
      assertThat(restless.interval()).isGreaterThanOrEqualTo(WEEK.dividedBy(16));
      assertThat(still.interval()).isLessThanOrEqualTo(WEEK.multipliedBy(16));
    }
    assertThat(restless.interval()).isEqualTo(WEEK.dividedBy(16));
    assertThat(still.interval()).isEqualTo(WEEK.multipliedBy(16));
  }

  /** A page that changes every two days, looked at whenever the schedule says so. */
  @Test
  void the_interval_settles_where_about_every_second_visit_finds_something_new() {
    SplittableRandom random = new SplittableRandom(4);
    Duration rhythm = Duration.ofDays(2);
    VisitHistory history = Recrawl.visited(VisitHistory.NONE, Change.FIRST, NOW, USUAL);
    int changes = 0;
    List<Long> hours = new ArrayList<>();
    for (int visit = 0; visit < 400; visit++) {
      double chance = 1 - Math.exp(-history.interval().toMillis() / (double) rhythm.toMillis());
      boolean changed = random.nextDouble() < chance;
      Instant at = history.nextVisit().orElseThrow();
      history = Recrawl.visited(history, changed ? Change.CHANGED : Change.NOT_MODIFIED, at, USUAL);
      if (visit >= 100) {
        changes += changed ? 1 : 0;
        hours.add(history.interval().toHours());
      }
    }
    assertThat(changes).isBetween(100, 200);
    assertThat(hours.stream().mapToLong(Long::longValue).average().orElseThrow())
        .isBetween(12.0, 96.0);
  }

  @Test
  void a_page_that_is_gone_is_visited_half_as_often_each_time_and_never_given_up() {
    VisitHistory gone = visited(VisitHistory.NONE, Change.FIRST);
    List<Long> weeks = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      gone = Recrawl.gone(gone, NOW, USUAL);
      weeks.add(gone.interval().toDays() / 7);
      assertThat(gone.nextVisit()).contains(NOW.plus(gone.interval()));
    }
    assertThat(weeks).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L, 64L);
  }

  @Test
  void a_page_that_comes_back_is_visited_as_often_as_any_other_that_changed() {
    VisitHistory gone = visited(VisitHistory.NONE, Change.FIRST);
    for (int i = 0; i < 9; i++) {
      gone = Recrawl.gone(gone, NOW, USUAL);
    }
    VisitHistory back = visited(gone, Change.CHANGED);
    assertThat(back.interval()).isLessThanOrEqualTo(WEEK.multipliedBy(16));
    assertThat(back.changes()).isEqualTo(1);
  }

  @Test
  void a_page_of_a_seed_without_an_interval_is_visited_once() {
    VisitHistory once = Recrawl.visited(VisitHistory.NONE, Change.FIRST, NOW, Optional.empty());
    assertThat(once.nextVisit()).isEmpty();
    assertThat(once.lastVisit()).contains(NOW);
    assertThat(Recrawl.gone(VisitHistory.NONE, NOW, Optional.empty()).nextVisit()).isEmpty();
  }

  @Test
  void a_seed_that_is_not_visited_again_for_a_while_forgets_no_interval() {
    VisitHistory weekly = visited(VisitHistory.NONE, Change.FIRST);
    VisitHistory once = Recrawl.visited(weekly, Change.NOT_MODIFIED, NOW, Optional.empty());
    assertThat(once.interval()).isGreaterThan(WEEK);
    assertThat(once.nextVisit()).isEmpty();
  }
}

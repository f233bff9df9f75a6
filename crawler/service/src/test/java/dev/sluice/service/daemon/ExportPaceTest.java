package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExportWatch.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExportPaceTest {

  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

  private final ExportPace pace = new ExportPace();

  private void add(Phase phase, long done, long second) {
    pace.add(phase, done, 1_000, START.plusSeconds(second));
  }

  @Test
  void whatIsLeftFollowsFromWhatWasDoneLately() {
    add(Phase.PREPARE, 0, 0);
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.leftSeconds()).isEmpty();
    for (int second = 1; second <= 10; second++) {
      add(Phase.PREPARE, second * 20L, second);
    }
    assertThat(pace.perSecond()).isEqualTo(20);
    assertThat(pace.leftSeconds()).hasValue(40);
  }

  @Test
  void whatAnEarlierRunFinishedIsForgottenAfterHalfAMinute() {
    add(Phase.PREPARE, 0, 0);
    add(Phase.PREPARE, 500, 1);
    for (int second = 2; second <= 32; second++) {
      add(Phase.PREPARE, 500 + second, second);
    }
    assertThat(pace.perSecond()).isEqualTo(1);
    assertThat(pace.leftSeconds()).hasValue(468);
  }

  @Test
  void eachPhaseHasAPaceOfItsOwn() {
    add(Phase.PREPARE, 0, 0);
    add(Phase.PREPARE, 1_000, 5);
    add(Phase.WRITE, 0, 6);
    assertThat(pace.leftSeconds()).isEmpty();
    add(Phase.WRITE, 100, 8);
    assertThat(pace.perSecond()).isEqualTo(50);
    assertThat(pace.leftSeconds()).as("of a phase that has just begun").isEmpty();
    add(Phase.WRITE, 150, 9);
    assertThat(pace.leftSeconds()).hasValue(17);
  }

  @Test
  void nothingIsSaidOfAnExportThatStandsStill() {
    add(Phase.PREPARE, 10, 0);
    add(Phase.PREPARE, 10, 5);
    assertThat(pace.leftSeconds()).isEmpty();
  }
}

package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who rests, for whom, and for how long; on a machine of two processors. */
class CourtesyTest {

  private final Bench bench = new Bench();
  private final Courtesy courtesy = new Courtesy(() -> bench.now, bench);

  private static final class Bench implements Courtesy.Machine {
    private Instant now = Instant.EPOCH;
    private Duration own = Duration.ZERO;
    private double load;

    @Override
    public int processors() {
      return 2;
    }

    @Override
    public double load() {
      return load;
    }

    @Override
    public Duration cpu() {
      return own;
    }

    /** A second in which this process had this much of one processor, and others of the machine. */
    void second(double ownProcessors, double othersShare) {
      now = now.plusSeconds(1);
      own = own.plusMillis((long) (ownProcessors * 1000));
      load = othersShare + ownProcessors / 2;
    }
  }

  @Test
  void whoIsAloneOnAMachineNeverRests() {
    for (int second = 0; second < 10; second++) {
      bench.second(2, 0);
      assertThat(courtesy.rest()).isZero();
    }
  }

  @Test
  void besideACrawlThatLeavesHalfOfTheMachineNobodyRests() {
    bench.second(1, 0.45);
    assertThat(courtesy.rest()).isZero();
  }

  @Test
  void besideABusyCrawlATenthOfTheMachineIsTakenAtMost() {
    double taken = 0;
    double passed = 0;
    for (int piece = 0; piece < 100; piece++) {
      bench.now = bench.now.plusMillis(600);
      bench.own = bench.own.plusMillis(300);
      bench.load = 0.9;
      long rest = courtesy.rest();
      bench.now = bench.now.plusMillis(rest);
      taken += 0.3;
      passed += 0.6 + rest / 1000.0;
    }
    assertThat(taken / passed / 2).isBetween(0.08, 0.12);
  }

  @Test
  void oneRestIsNeverLongerThanASecondSoThatAnEndIsHeard() {
    bench.second(2, 0.9);
    bench.second(2, 0.9);
    assertThat(courtesy.rest()).isEqualTo(1000);
  }

  @Test
  void whenTheOthersHaveEndedThereIsNothingToMakeUpFor() {
    bench.second(1, 0.9);
    assertThat(courtesy.rest()).isEqualTo(1000);
    bench.second(1, 0);
    assertThat(courtesy.rest()).isZero();
  }

  @Test
  void nobodyRestsWhereTheLoadIsUnknown() {
    bench.second(1, 0);
    bench.load = -1;
    assertThat(courtesy.rest()).isZero();
  }
}

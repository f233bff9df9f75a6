package dev.sluice.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShellTimesTest {

  @Test
  void theChildrensTimesAreAddedUpAndTheShellsOwnLeftOut() {
    double seconds = ShellTimes.childrenSeconds("0m5.000s 0m5.000s\n2m12.345s 0m0.655s\n");

    assertThat(seconds).isEqualTo(133.0, within(1e-9));
  }

  @Test
  void aCommaMayStandBeforeTheDecimals() {
    assertThat(ShellTimes.childrenSeconds("0m0,0s 0m0,0s\n0m1,500s 0m0,250s\n")).isEqualTo(1.75);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ShellTimes.childrenSeconds("0m1.0s\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> ShellTimes.childrenSeconds("a\nb\n"));
  }
}

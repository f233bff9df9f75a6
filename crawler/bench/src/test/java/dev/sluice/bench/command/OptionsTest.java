package dev.sluice.bench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final List<Option> KNOWN =
      List.of(new Option("hosts", "20_000", "hosts"), new Option("names", "", "names"));

  @Test
  void whatIsNotGivenHasItsFallback() {
    Options given = Options.parse(KNOWN, List.of());

    assertThat(given.number("hosts")).isEqualTo(20_000);
    assertThat(given.list("names")).isEmpty();
  }

  @Test
  void whatIsGivenCounts() {
    Options given = Options.parse(KNOWN, List.of("--names", "a,b", "--hosts", "7"));

    assertThat(given.count("hosts")).isEqualTo(7);
    assertThat(given.seconds("hosts")).isEqualTo(Duration.ofSeconds(7));
    assertThat(given.list("names")).containsExactly("a", "b");
  }

  @Test
  void wrongWordsAreRefusedWithTheRightOnes() {
    assertThatExceptionOfType(BadOptionException.class)
        .isThrownBy(() -> Options.parse(KNOWN, List.of("--host", "7")))
        .withMessageContaining("--hosts");
    assertThatExceptionOfType(BadOptionException.class)
        .isThrownBy(() -> Options.parse(KNOWN, List.of("hosts", "7")));
    assertThatExceptionOfType(BadOptionException.class)
        .isThrownBy(() -> Options.parse(KNOWN, List.of("--hosts")))
        .withMessageContaining("no value");
    assertThatExceptionOfType(BadOptionException.class)
        .isThrownBy(() -> Options.parse(KNOWN, List.of("--hosts", "-1")).number("hosts"));
  }

  @Test
  void twoOptionsOfOneNameAreAMistakeOfTheProgram() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of(KNOWN.get(0), KNOWN.get(0)), List.of()));
  }
}

package dev.sluice.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void whatAProcessWorkedIsCountedAndItsExitCodeKept() throws Exception {
    Path log = folder.resolve("log");
    List<String> busy =
        List.of("bash", "-c", "for ((i = 0; i < 100000; i++)); do :; done; echo $WORD; exit 7");
    try (MeasuredProcess process = MeasuredProcess.start(busy, Map.of("WORD", "done"), log)) {
      assertThat(process.await(LONG_ENOUGH)).isTrue();

      assertThat(process.usage().exitCode()).isEqualTo(7);
      assertThat(process.usage().cpuSeconds()).isBetween(0.005, 20.0);
      assertThat(log).hasContent("done");
    }
  }

  @Test
  void aProcessThatIsAskedToEndEnds() throws Exception {
    Path log = Files.createFile(folder.resolve("log"));
    try (MeasuredProcess process = MeasuredProcess.start(List.of("sleep", "60"), Map.of(), log)) {
      while (process.pid().isEmpty()) {
        assertThat(process.await(Duration.ofMillis(5))).isFalse();
      }
      process.terminate();

      assertThat(process.await(LONG_ENOUGH)).isTrue();
      assertThat(process.usage().exitCode()).isEqualTo(128 + 15);
    }
  }
}

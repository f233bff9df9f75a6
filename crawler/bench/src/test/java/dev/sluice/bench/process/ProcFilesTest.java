package dev.sluice.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.process.ProcFiles.ThreadTime;
import org.junit.jupiter.api.Test;

class ProcFilesTest {

  @Test
  void thePeakIsReadInKibibytes() {
    assertThat(ProcFiles.peakBytes("VmPeak:\t  900 kB\nVmHWM:\t    1024 kB\nVmRSS:\t 10 kB\n"))
        .hasValue(1L << 20);
  }

  @Test
  void aProcessWithoutMemoryHasNoPeak() {
    assertThat(ProcFiles.peakBytes("Name:\tzombie\nState:\tZ\n")).isEmpty();
  }

  @Test
  void aThreadsNameMayHoldSpacesAndParentheses() {
    String stat = "17 (GC (main) #1) S 1 17 17 0 -1 4194560 9 0 0 0 250 50 0 0 20 0 30 0 4711";

    assertThat(ProcFiles.threadTime(stat)).isEqualTo(new ThreadTime("GC (main) #1", 3.0));
  }

  @Test
  void thisProcessHasThreadsAndAPeak() {
    long pid = ProcessHandle.current().pid();

    assertThat(ProcFiles.threads(pid)).isNotEmpty();
    assertThat(ProcFiles.peakBytes(pid).orElseThrow()).isGreaterThan(1 << 20);
  }
}

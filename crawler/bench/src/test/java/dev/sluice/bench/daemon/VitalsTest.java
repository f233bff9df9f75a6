package dev.sluice.bench.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VitalsTest {

  @Test
  void theLiveHeapIsWhatJcmdSaysIsUsed() {
    assertThat(
            Vitals.usedBytes(
                """
                4711:
                 garbage-first heap   total 131072K, used 40960K [0x00000000c0000000, 0x0000000100000000)
                  region size 1024K, 3 young (3072K), 0 survivors (0K)
                 Metaspace       used 21000K, committed 21248K, reserved 1114112K
                """))
        .isEqualTo(40L << 20);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Vitals.usedBytes("4711:\nUnable to open socket"))
        .hasMessageContaining("Unable to open socket");
  }
}

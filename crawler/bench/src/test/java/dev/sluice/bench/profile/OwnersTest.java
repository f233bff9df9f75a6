package dev.sluice.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.process.ProcFiles.ThreadTime;
import dev.sluice.bench.profile.Samples.Share;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.util.HashMap org.jsoup.nodes.Element dev.sluice.engine.parse.LinkParser | jsoup
          dev.sluice.engine.frontier.Frontier java.lang.Thread                         | engine.frontier
          dev.sluice.engine.Crawl                                                      | engine
          dev.sluice.engine.parse.LinkParser$$Lambda$449+0x00007f2594249ea8.1836       | engine.parse
          org.rocksdb.WriteBatch dev.sluice.pages.rocks.RocksBatch                     | RocksDB
          org.apache.hc.core5.http.Header                                              | HttpClient
          com.example.other.Thing                                                      | com.example.other
          Unnamed                                                                      | ''
          sun.nio.ch.Net java.lang.Thread                                              | JDK
          """)
  void aStackBelongsToWhoeverCalledTheJdk(String classes, String owner) {
    assertThat(Owners.of(List.of(classes.split(" ")))).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "C2 CompilerThre, JIT compiler",
    "GC Thread#12, garbage collector",
    "G1 Conc#0, garbage collector",
    "VM Periodic Tas, rest of the virtual machine",
    "rocksdb:low, RocksDB's own threads",
    "Crawler 17, Crawler",
    "pool-3-thread-1, pool",
    "java, java"
  })
  void threadsOfOneKindAreCountedTogether(String name, String kind) {
    assertThat(ThreadKinds.kind(name)).isEqualTo(kind);
  }

  @Test
  void theLastLookAtAThreadCounts() {
    ThreadKinds kinds = new ThreadKinds();
    kinds.look(Map.of(1L, new ThreadTime("Crawler 1", 1.0), 2L, new ThreadTime("Crawler 2", 2.0)));
    kinds.look(Map.of(1L, new ThreadTime("Crawler 1", 4.0)));

    assertThat(kinds.seconds()).containsOnly(Map.entry("Crawler", 6.0));
  }

  @Test
  void sharesAreOrderedByTheirSize() {
    assertThat(Samples.shares(Map.of("b", 1L, "a", 1L, "c", 2L)))
        .containsExactly(new Share("c", 50), new Share("a", 25), new Share("b", 25));
  }

  @Test
  void smallKindsOfThreadsArePutTogether() {
    String table =
        Profile.threadTable(Map.of("Crawler", 9.98, "x", 0.01, "y", 0.01), 1000).toString();

    assertThat(table)
        .contains("| Crawler | 9.98 | 99.8 | 9,980 |")
        .contains("| others | 0.02 | 0.2 | 20 |");
  }
}

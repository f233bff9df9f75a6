package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedChange.Kind;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.SeedLogEntry.Outcome;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedLogTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_793_534_400_000L);

  private DataFolder data;

  @BeforeEach
  void open(@TempDir Path folder) {
    data = DataFolder.openForWriting(folder, List.of(SeedLog.TABLE));
  }

  @AfterEach
  void close() {
    data.close();
  }

  private static SeedLogEntry entry(Outcome outcome, SeedChange... changes) {
    List<SourceFile> files =
        List.of(new SourceFile("s/a.txt", "me"), new SourceFile("s/b.txt", ""));
    return SeedLogEntry.of(NOW, outcome, files, List.of(changes));
  }

  @Test
  void entries_come_back_in_their_order_also_those_of_one_moment() {
    SeedLogEntry first =
        entry(
            Outcome.APPLIED,
            new SeedChange(Kind.ADDED, "a", "https://a.example/"),
            new SeedChange(Kind.REMOVED, "b", "https://b.example/"),
            new SeedChange(Kind.CHANGED, "c", "delay 2s -> 5s"));
    SeedLogEntry second = entry(Outcome.REFUSED, SeedChange.mistake("s/a.txt:3: no URL"));
    SeedLog log = new SeedLog(data);
    log.add(first);
    log.add(second);
    assertThat(log.newest(10)).containsExactly(first, second);
    assertThat(log.newest(1)).containsExactly(second);
  }

  @Test
  void of_a_long_change_the_first_thousand_are_kept_and_the_others_counted() {
    SeedChange[] many =
        IntStream.range(0, 1_200)
            .mapToObj(i -> new SeedChange(Kind.ADDED, "s" + i, "https://s.example/" + i))
            .toArray(SeedChange[]::new);
    SeedLog log = new SeedLog(data);
    log.add(entry(Outcome.APPLIED, many));
    SeedLogEntry kept = log.newest(1).get(0);
    assertThat(kept.changes()).hasSize(1_000);
    assertThat(kept.more()).isEqualTo(200);
  }

  @Test
  void the_bytes_of_a_row_stay_as_they_are() {
    new SeedLog(data).add(entry(Outcome.REFUSED, SeedChange.mistake("no")));
    try (Scan<Row> rows = data.table("seedlog").scanAll()) {
      Row row = rows.next();
      HexFormat hex = HexFormat.of();
      assertThat(hex.formatHex(row.key())).isEqualTo("%016x00000000".formatted(NOW.toEpochMilli()));
      assertThat(hex.formatHex(row.value()))
          .as("folders that exist hold these bytes: a change needs a new version byte")
          .isEqualTo(
              "01"
                  + "02"
                  + "04"
                  + "0e732f612e747874"
                  + "046d65"
                  + "0e732f622e747874"
                  + "00"
                  + "02"
                  + "06"
                  + "00"
                  + "046e6f"
                  + "00");
    }
  }
}

package dev.sluice.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {

  private static final String ENTROPY = "text/entropy";
  private static final double[] VALUES = {-0.0, 0, 0.5, 2, 2};

  @TempDir Path folder;

  @BeforeEach
  void write() {
    MeasuredNames names = new MeasuredNames();
    names.add(measured(0));
    try (OutputFolder out = OutputFolder.claim(folder, "ledger");
        LedgerWriter ledger = new LedgerWriter(out, names)) {
      for (int i = 0; i < VALUES.length; i++) {
        ledger.add(row(i, VALUES[i]));
      }
      ledger.finish();
    }
  }

  private static Measurement measured(double value) {
    return Measurement.atLeast(ENTROPY, value, 1);
  }

  private static LedgerRow row(int page, double value) {
    PageUrl url = PageUrl.parse("https://example.com/" + page);
    CaptureKey key = new CaptureKey(url, Instant.EPOCH);
    Measurement measured = measured(value);
    LedgerRow row =
        new LedgerRow(
            Document.id(key),
            key,
            1_000,
            10,
            page % 2 == 0 ? "en" : "zh",
            "",
            List.of(measured),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return measured.passed()
        ? row.in(new LedgerRow.Place("documents-00000", 0))
        : row.dropped("text", measured);
  }

  @Test
  void negativeZeroIsZero() {
    try (Ledger ledger = LedgerFile.open(folder)) {
      assertThat(ledger.rows(where(ENTROPY + "=0"), 10)).hasSize(2);
      assertThat(ledger.rows(where(ENTROPY + "<0"), 10)).isEmpty();
      assertThat(ledger.rows(where("value=0"), 10)).hasSize(2);
      assertThat(ledger.count(List.of("value"), where("value<=0")))
          .containsExactly(new Ledger.Group(List.of("0.0"), 2, 0, 20));
    }
  }

  @Test
  void groupsComeLargestFirstAndEqualsInTheOrderOfTheirKeys() {
    try (Ledger ledger = LedgerFile.open(folder)) {
      assertThat(ledger.count(List.of("kept", "language"), List.of()))
          .extracting(Ledger.Group::key)
          .containsExactly(
              List.of("false", "en"),
              List.of("false", "zh"),
              List.of("true", "en"),
              List.of("true", "zh"));
      assertThat(ledger.count(List.of(), List.of()))
          .containsExactly(new Ledger.Group(List.of(), 5, 2, 50));
    }
  }

  @Test
  void aDamagedLedgerIsNamedAndNobodyIsToldToDeleteIt() throws IOException {
    Path file = folder.resolve(LedgerWriter.NAME);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 4; at < 400; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(file, bytes);
    try (Ledger ledger = LedgerFile.open(folder)) {
      ExportException refused =
          catchThrowableOfType(
              ExportException.class, () -> ledger.rows(where("kept=true"), Integer.MAX_VALUE));
      assertThat(refused.problem()).isEqualTo(Problem.DAMAGED);
      assertThat(refused)
          .hasMessageContaining("cannot read " + file)
          .hasMessageContaining("export again into another folder")
          .hasMessageNotContaining("delete");
    }
  }

  private static List<LedgerCondition> where(String condition) {
    return List.of(LedgerCondition.parse(condition));
  }
}

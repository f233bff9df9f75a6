package dev.sluice.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void rowsStandBelowTheirHeads() {
    MarkdownTable table = new MarkdownTable(List.of("", "pages/s")).row(List.of("Sluice", "7"));

    assertThat(table).hasToString("|  | pages/s |\n|---|---|\n| Sluice | 7 |\n");
  }

  @Test
  void aBarInACellIsNoEndOfIt() {
    MarkdownTable table = new MarkdownTable(List.of("a")).row(List.of("x|y"));

    assertThat(table.toString()).endsWith("| x\\|y |\n");
  }

  @Test
  void aRowHasAsManyCellsAsThereAreHeads() {
    MarkdownTable table = new MarkdownTable(List.of("a", "b"));

    assertThatIllegalArgumentException().isThrownBy(() -> table.row(List.of("1")));
  }
}

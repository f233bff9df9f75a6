package dev.sluice.corpus.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.columns.Column.Form;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnFileTest {

  private static final int ROWS = 2_500;
  private static final int GROUP_ROWS = 1_000;
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final List<Column> COLUMNS =
      List.of(
          Column.various("url", Form.TEXT),
          Column.recurring("a host", Form.TEXT),
          Column.recurring("rule/share", Form.NUMBER),
          Column.various("characters", Form.WHOLE),
          Column.recurring("kept", Form.FLAG),
          Column.various("at", Form.TIME),
          Column.recurring("never", Form.TEXT));

  @TempDir Path temp;

  private Path table(String name) throws IOException {
    Path path = temp.resolve(name);
    try (OutputStream out = Files.newOutputStream(path)) {
      ColumnFileWriter writer = new ColumnFileWriter(out, COLUMNS, GROUP_ROWS);
      for (int i = 0; i < ROWS; i++) {
        writer.text(0, "https://例.example/" + i);
        writer.text(1, "host-" + i / 100);
        if (i % 3 != 0) {
          writer.number(2, i / 1000.0);
        }
        writer.whole(3, i);
        writer.flag(4, i % 2 == 0);
        writer.whole(5, NOON.plusSeconds(i).toEpochMilli());
        writer.endRow();
      }
      writer.finish();
    }
    return path;
  }

  @Test
  void everyValueComesBackAndWhatWasNotSetIsNotThere() throws IOException {
    try (ColumnFileReader table = new ColumnFileReader(table("a"))) {
      assertThat(table.columns()).extracting(Column::name).containsExactlyElementsOf(names());
      assertThat(table.columns()).extracting(Column::form).containsExactlyElementsOf(forms());
      assertThat(table.rows()).isEqualTo(ROWS);
      assertThat(table.groups()).isEqualTo(3);
      int i = 0;
      for (int group = 0; group < table.groups(); group++) {
        ColumnFileReader.Group rows = table.read(group, names());
        List<ColumnValues> values = names().stream().map(name -> values(rows, name)).toList();
        for (long row = 0; row < rows.rows(); row++, i++) {
          assertThat(values.get(0).value()).isEqualTo("https://例.example/" + i);
          assertThat(values.get(1).word(values.get(1).code())).isEqualTo("host-" + i / 100);
          assertThat(values.get(2).isThere()).isEqualTo(i % 3 != 0);
          if (i % 3 != 0) {
            assertThat(values.get(2).number()).isEqualTo(i / 1000.0);
          }
          assertThat(values.get(3).whole()).isEqualTo(i);
          assertThat(values.get(4).flag()).isEqualTo(i % 2 == 0);
          assertThat(values.get(5).value()).isEqualTo(NOON.plusSeconds(i));
          assertThat(values.get(6).isThere()).isFalse();
          assertThat(values.get(6).code()).isEqualTo(ColumnValues.NOTHING);
          values.forEach(ColumnValues::next);
        }
      }
      assertThat(i).isEqualTo(ROWS);
    }
  }

  private static ColumnValues values(ColumnFileReader.Group group, String name) {
    try {
      return group.values(name);
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static List<String> names() {
    return COLUMNS.stream().map(Column::name).toList();
  }

  private static List<Form> forms() {
    return COLUMNS.stream().map(Column::form).toList();
  }

  @Test
  void groupsThatCannotHoldAValueAreKnown() throws IOException {
    try (ColumnFileReader table = new ColumnFileReader(table("a"))) {
      assertThat(table.mayHold(0, "a host", "host-3")).isTrue();
      assertThat(table.mayHold(1, "a host", "host-3")).isFalse();
      assertThat(table.mayHold(1, "a host", "host-13")).isTrue();
      assertThat(table.mayHold(0, "never", "anything")).isFalse();
      assertThat(table.extent(1, "rule/share").orElseThrow()).containsExactly(1.0, 1.999);
      assertThat(table.extent(2, "characters").orElseThrow()).containsExactly(2000, 2499);
      assertThat(table.extent(0, "never")).isEmpty();
    }
  }

  @Test
  void equalRowsGiveEqualBytes() throws IOException {
    Set<String> digests = new HashSet<>();
    for (String name : List.of("a", "b", "c")) {
      digests.add(ContentHash.of(Files.readAllBytes(table(name))).hex());
    }
    assertThat(digests).hasSize(1);
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    Path text = Files.writeString(temp.resolve("text"), "no table at all, but long enough");
    assertThatThrownBy(() -> new ColumnFileReader(text)).isInstanceOf(IOException.class);
    byte[] bytes = Files.readAllBytes(table("a"));
    Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> new ColumnFileReader(cut)).isInstanceOf(IOException.class);
  }

  @Test
  void aChangedByteIsAnErrorOrChangesNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(table("a"));
    List<Object> whole = all(temp.resolve("a"));
    int refused = 0;
    int behindTheRows = bytes.length * 3 / 4;
    for (int at = 4; at < behindTheRows; at += 37) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x55;
      Path damaged = Files.write(temp.resolve("damaged"), changed);
      try {
        assertThat(all(damaged)).as("byte %d", at).isEqualTo(whole);
      } catch (IOException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private static List<Object> all(Path path) throws IOException {
    List<Object> all = new ArrayList<>();
    try (ColumnFileReader table = new ColumnFileReader(path)) {
      for (int group = 0; group < table.groups(); group++) {
        ColumnFileReader.Group rows = table.read(group, names());
        for (String name : names()) {
          ColumnValues values = rows.values(name);
          for (long row = 0; row < rows.rows(); row++) {
            all.add(values.isThere() ? values.value() : "");
            values.next();
          }
        }
      }
    }
    return all;
  }
}

package dev.sluice.pages.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

  private static final byte[] KEY = "com,example\u0000".getBytes(StandardCharsets.US_ASCII);

  @Test
  void aRowIsReadBackFieldByField() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      int small = random.nextInt() >> random.nextInt(32);
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      Instant instant = Instant.ofEpochMilli(random.nextLong() >> 20);
      byte[] row =
          new RowWriter(3)
              .number(number)
              .text("é漢😀" + small)
              .flag(small > 0)
              .bytes(bytes)
              .instant(instant)
              .number(small)
              .number(DayOfWeek.FRIDAY.ordinal())
              .toBytes();

      RowReader in = reader(row, 3);

      assertThat(in.number()).isEqualTo(number);
      assertThat(in.text()).isEqualTo("é漢😀" + small);
      assertThat(in.flag()).isEqualTo(small > 0);
      assertThat(in.bytes()).isEqualTo(bytes);
      assertThat(in.instant()).isEqualTo(instant);
      assertThat(in.smallNumber()).isEqualTo(small);
      assertThat(in.constant(DayOfWeek.values())).isEqualTo(DayOfWeek.FRIDAY);
      in.end();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "-1, 01",
    "1, 02",
    "63, 7e",
    "64, 8001",
    "300, d804",
    "9223372036854775807, feffffffffffffffff01",
    "-9223372036854775808, ffffffffffffffffff01"
  })
  void aNumberIsAZigzagVarint(long number, String hex) {
    assertThat(HexFormat.of().formatHex(new RowWriter(1).number(number).toBytes()))
        .isEqualTo("01" + hex);
    assertThat(reader(HexFormat.of().parseHex("01" + hex), 1).number()).isEqualTo(number);
  }

  @Test
  void aRowThatWasCutAnywhereIsNamed() {
    byte[] row = new RowWriter(1).number(300).text("abc").flag(true).number(1).toBytes();

    for (int length = 0; length < row.length; length++) {
      byte[] cut = Arrays.copyOf(row, length);
      assertDamage(
          () -> {
            RowReader in = reader(cut, 1);
            in.number();
            in.text();
            in.flag();
            in.number();
            in.end();
          },
          "ends early");
    }
  }

  @Test
  void bytesLeftOverAreNamed() {
    RowReader in = reader(new byte[] {1, 2, 3, 4}, 1);
    in.number();

    assertDamage(in::end, "has 2 bytes too many");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 127})
  void aNewerVersionIsNoDamageAndSaysToUpdate(int version) {
    byte[] row = new RowWriter(version).toBytes();

    assertThatThrownBy(() -> reader(row, 1))
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NEWER_VERSION))
        .hasMessageContainingAll("com,example\\x00", "'captures'", "version " + version, "update");
  }

  @Test
  void valuesThatCannotHaveBeenWrittenAreNamed() {
    assertDamage(() -> reader(new byte[] {0}, 1), "has no version");
    assertDamage(() -> read("02", RowReader::flag), "yes or no");
    assertDamage(() -> read("ffffffffffffffffff02", RowReader::number), "more than 64 bits");
    assertDamage(() -> read("ffffffffffffffffffff01", RowReader::number), "more than 64 bits");
    assertDamage(() -> read("8080808040", RowReader::smallNumber), "smaller one belongs");
    assertDamage(() -> read("01", RowReader::bytes), "ends early"); // a length of -1
    assertDamage(() -> read("0e", in -> in.constant(DayOfWeek.values())), "holds 7");
    assertDamage(() -> read("01", in -> in.constant(DayOfWeek.values())), "holds -1");
  }

  private static Object read(String hex, Function<RowReader, Object> field) {
    return field.apply(reader(HexFormat.of().parseHex("01" + hex), 1));
  }

  private static RowReader reader(byte[] row, int newest) {
    return new RowReader("captures", KEY, row, newest);
  }

  private static void assertDamage(Runnable reading, String how) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.CORRUPT))
        .hasMessageContainingAll("com,example\\x00", "'captures'", how);
  }
}

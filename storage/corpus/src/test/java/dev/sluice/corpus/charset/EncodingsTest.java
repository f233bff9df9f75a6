package dev.sluice.corpus.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.text.TableFile;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

  private final Encodings encodings = new Encodings();

  @Test
  void there_are_the_forty_encodings_of_the_standard_and_228_labels() {
    assertThat(encodings.all()).hasSize(40);
    long labels =
        new TableFile(EncodingsTest.class, "encodings.tsv")
            .rows().stream()
                .flatMap(row -> List.of(row[2].split(" ", -1)).stream())
                .distinct()
                .count();
    assertThat(labels).isEqualTo(228);
  }

  @ParameterizedTest
  @CsvSource({
    "gb2312, GBK",
    "GB_2312-80, GBK",
    "GBK, GBK",
    "gb18030, gb18030",
    "big5-hkscs, Big5",
    "ks_c_5601-1987, EUC-KR",
    "x-sjis, Shift_JIS",
    "windows-31j, Shift_JIS",
    "latin1, windows-1252",
    "ISO-8859-1, windows-1252",
    "us-ascii, windows-1252",
    "iso-8859-9, windows-1254",
    "tis-620, windows-874",
    "iso-8859-11, windows-874",
    "koi, KOI8-R",
    "utf8, UTF-8",
    "unicode, UTF-16LE",
    "utf-16, UTF-16LE",
    "hz-gb-2312, replacement",
    "iso-2022-kr, replacement"
  })
  void labels_mean_what_the_standard_says(String label, String name) {
    assertThat(encodings.find("\t" + label + "\n").orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-7", "utf-32", "euc-tw", "cp437", "binary", "", "gb 2312"})
  void labels_that_the_standard_does_not_have_mean_nothing(String label) {
    assertThat(encodings.find(label)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IBM866",
        "ISO-8859-2",
        "ISO-8859-4",
        "ISO-8859-5",
        "ISO-8859-13",
        "ISO-8859-15",
        "KOI8-R",
        "windows-1250",
        "windows-1251",
        "windows-1254",
        "windows-1257"
      })
  void single_bytes_are_read_as_the_platform_reads_them(String name) {
    byte[] all = bytes(0x100);
    String ours = encodings.require(name).decode(all, 0).text();
    String platform = new String(all, Charset.forName(name));
    for (int i = 0; i < 0x100; i++) {
      if (platform.charAt(i) != '\uFFFD') {
        assertThat(ours.charAt(i)).as("%s %02x", name, i).isEqualTo(platform.charAt(i));
      }
    }
  }

  @Test
  void windows_1252_reads_every_byte() {
    Encoding.Text text = encodings.require("iso-8859-1").decode(bytes(0x100), 0);
    assertThat(text.replaced()).isZero();
    assertThat(text.text()).contains("\u0081\u201A").contains("\u20AC").contains("\u009D");
  }

  /** Pairs on which the platform agrees, of all that both sides can read. */
  @ParameterizedTest
  @CsvSource({
    "gb18030, GB18030, 0.995",
    "Big5, Big5-HKSCS, 0.98",
    "EUC-KR, x-windows-949, 1",
    "Shift_JIS, windows-31j, 0.99",
    "EUC-JP, EUC-JP, 0.98"
  })
  void pairs_of_bytes_are_read_nearly_as_the_platform_reads_them(
      String name, String platformName, double agreeing) {
    int both = 0;
    int alike = 0;
    for (int lead = 0x81; lead < 0xFF; lead++) {
      for (int trail = 0x40; trail < 0xFF; trail++) {
        byte[] pair = {(byte) lead, (byte) trail};
        Encoding.Text ours = encodings.require(name).decode(pair, 0);
        String platform = new String(pair, Charset.forName(platformName));
        boolean privately =
            platform.codePoints().anyMatch(c -> Character.getType(c) == Character.PRIVATE_USE);
        if (ours.replaced() == 0 && platform.indexOf('\uFFFD') < 0 && !privately) {
          both++;
          alike += ours.text().equals(platform) ? 1 : 0;
        }
      }
    }
    assertThat(both).isGreaterThan(6_000);
    assertThat((double) alike / both).isGreaterThanOrEqualTo(agreeing);
  }

  @Test
  void all_of_unicode_makes_the_round_trip_through_gb18030() {
    IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
        .filter(c -> c % 7 == 0 || c < 0xA000)
        .filter(c -> c < 0xD800 || c > 0xFFFF)
        .filter(c -> Character.getType(c) != Character.PRIVATE_USE)
        .filter(c -> c != 0x1E3F)
        .filter(c -> !(c >= 0x9FB4 && c <= 0x9FBB))
        .forEach(
            c -> {
              String one = Character.toString(c);
              byte[] bytes = one.getBytes(Charset.forName("GB18030"));
              assertThat(encodings.require("gb18030").decode(bytes, 0).text())
                  .as("U+%04X", c)
                  .isEqualTo(one);
            });
  }

  /** Bytes in hexadecimal, and what the standard's decoder makes of them, with ? for U+FFFD. */
  @ParameterizedTest
  @CsvSource({
    // The byte after a broken lead survives if it is ASCII.
    "gbk, c43c70, ?<p",
    "gb18030, 81303c, ?0<",
    "gb18030, 8130813c, ?0?<",
    "big5, a43c, ?<",
    "shift_jis, 813c, ?<",
    "euc-jp, a43c, ?<",
    "euc-kr, b03c, ?<",
    "gbk, ff41, ?A",
    "gbk, 80, €",
    "gb18030, 8130, ?",
    "gb18030, 813081, ?",
    "gb18030, 84318236, '\uFE10'",
    "gb18030, 90308130, '\uD800\uDC00'",
    "gb18030, 8135f437, '\uE7C7'",
    "gb18030, a6d9, '\uFE10'",
    "gb18030, fe59, '\u9FB4'",
    "gbk, d6d0ff, 中?",
    "gbk, d6, ?",
    // Hong Kong's characters, four of which are two in Unicode.
    "big5, 8862, '\u00CA\u0304'",
    "big5, 88a5, '\u00EA\u030C'",
    "big5, 8740, 䏰",
    "big5, 80, ?",
    "big5, a440, 一",
    // What Windows added.
    "shift_jis, 8740, ①",
    "shift_jis, 80, '\u0080'",
    "shift_jis, b1, ｱ",
    "shift_jis, f040, '\uE000'",
    "shift_jis, a0, ?",
    "shift_jis, fd, ?",
    "shift_jis, 8160, ～",
    "shift_jis, 5c, \\",
    "euc-jp, 8eb1, ｱ",
    "euc-jp, 8fb0a1, 丂",
    "euc-jp, 8fa1, ?",
    "euc-jp, 8e41, ?A",
    "euc-jp, 8fb041, ?A",
    "euc-kr, 8141, 갂",
    "euc-kr, a2e6, €",
    "euc-kr, 80, ?",
    // Overlong forms, surrogates, what is beyond Unicode, and what is cut.
    "utf-8, c0af, ??",
    "utf-8, e08080, ???",
    "utf-8, eda080, ???",
    "utf-8, f4908080, ????",
    "utf-8, e4b8, ?",
    "utf-8, e4b841, ?A",
    "utf-8, f09f98, ?",
    "utf-8, 80, ?",
    "utf-8, efbfbd41, ?A",
    "utf-8, f0808080, ????",
    "utf-8, e4b8ade4, 中?",
    "utf-8, fe, ?",
    "utf-8, f5, ?",
    "utf-16le, 3dd800de, \uD83D\uDE00",
    "utf-16le, 3dd84100, ?A",
    "utf-16be, d83d, ?",
    "utf-16be, dc000041, ?A",
    "utf-16le, 410042, A?",
    "utf-16be, d83d00, ?",
    "iso-2022-jp, 1b244224221b284241, あA",
    "iso-2022-jp, 1b2842411b284a5c, A¥",
    "iso-2022-jp, 1b28491b2842, ?",
    "iso-2022-jp, 1b244224, ?",
    "iso-2022-jp, 1b2449, ?$I",
    "iso-2022-jp, 41ff, A?",
    "iso-2022-jp, 1b244224f121, ??",
    "iso-2022-jp, 0e, ?",
    "iso-2022-jp, 1b284931, ｱ",
    "hz-gb-2312, 7e7b4141, ?",
    "x-user-defined, 41ff, A\uF7FF",
    "windows-1253, aa, ?",
    "windows-874, db, ?",
    "iso-8859-8, a1, ?",
    "windows-1255, d9, ?",
    "koi8-u, a4, є",
    "iso-8859-16, de, Ț",
    "iso-8859-10, a1, Ą",
    "iso-8859-14, d0, Ŵ",
    "macintosh, db, €"
  })
  void bytes_are_read_as_the_standard_says(String label, String hex, String expected) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    String text = encodings.require(label).decode(bytes, 0).text();
    assertThat(text.replace('\uFFFD', '?')).isEqualTo(expected);
  }

  @Test
  void what_is_replaced_is_counted_but_not_what_the_bytes_themselves_spell() {
    byte[] spelt = HexFormat.of().parseHex("efbfbd41ff");
    assertThat(encodings.require("utf-8").decode(spelt, 0))
        .isEqualTo(new Encoding.Text("\uFFFDA\uFFFD", 1));
  }

  @Test
  void no_bytes_make_a_decoder_fail_and_ascii_markup_survives_all_of_them() {
    Random random = new Random(11);
    for (Encoding encoding : encodings.all()) {
      boolean ascii =
          !encoding.name().startsWith("UTF-16") && !encoding.name().equals("replacement");
      for (int turn = 0; turn < 300; turn++) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = bytes[i] == 0x1B ? 0x20 : bytes[i];
        }
        String text = encoding.decode(bytes, 0).text();
        if (ascii) {
          long tags = IntStream.range(0, bytes.length).filter(i -> bytes[i] == '<').count();
          assertThat(text.chars().filter(c -> c == '<').count())
              .as(
                  "%s %s",
                  encoding.name().toLowerCase(Locale.ROOT), HexFormat.of().formatHex(bytes))
              .isEqualTo(tags);
        }
      }
    }
  }

  private static byte[] bytes(int count) {
    byte[] all = new byte[count];
    for (int i = 0; i < count; i++) {
      all[i] = (byte) i;
    }
    return all;
  }
}

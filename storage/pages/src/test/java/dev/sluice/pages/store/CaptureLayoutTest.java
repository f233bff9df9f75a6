package dev.sluice.pages.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureLayoutTest {

  private static final String KEY =
      "636f6d2c6578616d706c652c77777729687474703a383038302f613f62" // com,example,www)http:8080/a?b
          + "00"
          + "0000019a3f5d2c7b";

  private static final String FIELDS =
      "9003" // status 200
          + "40" // a hash of 32 bytes
          + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
          + "08" // body length 4
          + "01" // truncated
          + "123139322e302e322e37" // 192.0.2.7
          + "ae01" // 87 ms
          + "06" // depth 3
          + "086e657773" // news
          + "28"
          + "68747470733a2f2f6578616d706c652e636f6d2f" // https://example.com/
          + "04" // 2 header fields
          + "18436f6e74656e742d54797065"
          + "12746578742f68746d6c" // Content-Type: text/html
          + "02580"
          + "0"; // X:

  private static final String VALUE_1 = "01" + FIELDS;

  private static final String VALUE =
      "02" // version
          + FIELDS
          + "01" // unverified
          + "04" // the same content
          + "02" // 1 directive: text and data mining is reserved, tdmrep.json, 1
          + "0a"
          + "1674646d7265702e6a736f6e"
          + "0231"
          + "04" // 2 tags
          + "106c616e6775616765"
          + "04656e" // language: en
          + "0a746f706963"
          + "086e657773"; // topic: news

  private static Capture example() {
    return new Capture(
        new CaptureKey(
            PageUrl.parse("http://www.example.com:8080/a?b"), Instant.ofEpochMilli(0x19a3f5d2c7bL)),
        200,
        new Headers(
            List.of(new Headers.Field("Content-Type", "text/html"), new Headers.Field("X", ""))),
        ContentHash.of("test".getBytes(StandardCharsets.US_ASCII)),
        4,
        true,
        "192.0.2.7",
        Duration.ofMillis(87),
        true,
        Change.SAME_CONTENT,
        List.of(new Directive(Meaning.TDM_RESERVED, "tdmrep.json", "1")),
        new Provenance(
            3,
            "news",
            Map.of("topic", "news", "language", "en"),
            Optional.of(PageUrl.parse("https://example.com/"))));
  }

  /** The example as the first version could say it. */
  private static Capture firstExample() {
    Capture now = example();
    return new Capture(
        now.key(),
        now.status(),
        now.headers(),
        now.bodyHash(),
        now.bodyBytes(),
        now.truncated(),
        now.address(),
        now.latency(),
        false,
        Change.FIRST,
        List.of(),
        new Provenance(now.depth(), now.seed(), Map.of(), now.foundOn()));
  }

  @Test
  void theBytesOfACaptureAreThoseThatOldStoresHold() {
    String why =
        "Stores that exist hold these bytes. A layout may change only under a new version byte,"
            + " with the old one still read; then pin the new bytes beside the old ones";

    assertThat(hex(CaptureCodec.key(example().key()))).as(why).isEqualTo(KEY);
    assertThat(hex(CaptureCodec.value(example()))).as(why).isEqualTo(VALUE);
    assertThat(CaptureCodec.capture(row(KEY, VALUE))).as(why).isEqualTo(example());
    assertThat(CaptureCodec.capture(row(KEY, VALUE_1))).as(why).isEqualTo(firstExample());
  }

  @Test
  void everyCaptureIsReadBack() {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      Capture capture = randomCapture(random);
      Row row = new Row(CaptureCodec.key(capture.key()), CaptureCodec.value(capture));

      assertThat(CaptureCodec.capture(row)).isEqualTo(capture);
    }
  }

  @Test
  void theKeysOfAUrlLieBetweenItsFirstAndItsEnd() {
    for (long time : new long[] {0, 1, Long.MAX_VALUE, 1_700_000_000_000L}) {
      PageUrl url = PageUrl.parse("https://example.com/");
      byte[] key = CaptureCodec.key(new CaptureKey(url, Instant.ofEpochMilli(time)));

      assertThat(Arrays.compareUnsigned(CaptureCodec.firstKey(url), key)).isNegative();
      assertThat(Arrays.compareUnsigned(key, CaptureCodec.endKey(url))).isNegative();
    }
  }

  @Test
  void aRowThatWasCutIsNamed() {
    for (int length = 0; length < VALUE.length(); length += 2) {
      assertDamage(row(KEY, VALUE.substring(0, length)));
    }
    assertDamage(row(KEY, VALUE + "00"));
  }

  @Test
  void everyByteThatIsChangedGivesAnotherCaptureOrANamedDamage() {
    byte[] value = HexFormat.of().parseHex(VALUE);
    Random random = new Random(3);
    for (int at = 1; at < value.length; at++) {
      byte[] changed = value.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      try {
        Capture read = CaptureCodec.capture(new Row(HexFormat.of().parseHex(KEY), changed));
        assertThat(read).as("byte " + at).isNotEqualTo(example());
      } catch (StoreException damage) {
        assertThat(damage).hasMessageContaining("'captures'");
      }
    }
  }

  @Test
  void aKeyThatIsNoCapturesIsNamed() {
    assertDamage(row("", VALUE));
    assertDamage(row("00", VALUE));
    assertDamage(row("000000019a3f5d2c7b", VALUE));
    assertDamage(row("61" + "00" + "0000019a3f5d2c7b", VALUE)); // "a" is no key of a URL
    assertDamage(row("29" + "00" + "0000019a3f5d2c7b", VALUE)); // nor is ")"
    assertDamage(row("6129782f" + "00" + "0000019a3f5d2c7b", VALUE)); // "a)x/" has no scheme
    assertDamage(row(KEY.substring(0, KEY.length() - 2), VALUE));
  }

  private static void assertDamage(Row row) {
    assertThatThrownBy(() -> CaptureCodec.capture(row))
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.CORRUPT))
        .hasMessageContaining("'captures'");
  }

  private static Row row(String key, String value) {
    return new Row(HexFormat.of().parseHex(key), HexFormat.of().parseHex(value));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Capture randomCapture(Random random) {
    List<Headers.Field> fields = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      fields.add(new Headers.Field("X-" + random.nextInt(9), "é".repeat(random.nextInt(200))));
    }
    byte[] body = new byte[random.nextInt(9)];
    random.nextBytes(body);
    PageUrl url = PageUrl.parse("https://h" + random.nextInt(99) + ".com/" + random.nextInt());
    return new Capture(
        new CaptureKey(url, Instant.ofEpochMilli(random.nextLong() >>> 20)),
        100 + random.nextInt(900),
        new Headers(fields),
        ContentHash.of(body),
        random.nextInt(Integer.MAX_VALUE),
        random.nextBoolean(),
        random.nextBoolean() ? "::1" : "",
        Duration.ofMillis(random.nextInt(100_000)),
        random.nextBoolean(),
        Change.values()[random.nextInt(Change.values().length)],
        randomDirectives(random),
        new Provenance(
            random.nextInt(100),
            "seed " + random.nextInt(),
            random.nextBoolean() ? Map.of("licence", "é" + random.nextInt()) : Map.of(),
            random.nextBoolean() ? Optional.of(url) : Optional.empty()));
  }

  private static List<Directive> randomDirectives(Random random) {
    Meaning[] meanings = Meaning.values();
    return random
        .ints(random.nextInt(3), 0, meanings.length)
        .mapToObj(number -> new Directive(meanings[number], "robots.txt", "words " + number))
        .toList();
  }
}

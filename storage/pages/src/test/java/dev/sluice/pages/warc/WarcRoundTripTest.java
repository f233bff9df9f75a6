package dev.sluice.pages.warc;

import static dev.sluice.pages.warc.SomeCaptures.field;
import static dev.sluice.pages.warc.SomeCaptures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netpreserve.jwarc.HeaderValidator;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/** What goes into a WARC file comes out again, here and with other readers. */
final class WarcRoundTripTest {

  private static final Warcinfo INFO = new Warcinfo("Sluice", "snapshot-7", "raw@1");
  private static final int MOST = 1 << 20;

  static List<RawPage> hard() {
    return SomeCaptures.hard();
  }

  @ParameterizedTest
  @MethodSource("hard")
  void aCaptureComesBackAsItWas(RawPage page) throws IOException {
    List<WarcItem> items = read(written(List.of(page)));
    Capture capture = page.capture();
    if (capture.status() == 304) {
      assertThat(items).containsExactly(new WarcItem.Revisit(capture, Optional.empty()));
    } else {
      assertThat(items).hasSize(1);
      RawPage back = ((WarcItem.Page) items.get(0)).page();
      assertThat(back.capture()).isEqualTo(capture);
      assertThat(back.body()).isEqualTo(page.body());
    }
  }

  @Test
  void theValidatorOfJwarcHasNothingToSay() throws IOException {
    byte[] file = written(hard());
    List<String> warnings = new ArrayList<>();
    HeaderValidator validator = HeaderValidator.warc_1_1(true);
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(file))) {
      reader.onWarning(warnings::add);
      reader.calculateBlockDigest();
      for (WarcRecord record : reader) {
        warnings.addAll(validator.validate(record.headers()));
        if (record instanceof WarcResponse response) {
          warnings.addAll(troubleOf(response));
        }
      }
    }
    // Languages are an extension of Common Crawl's; captures have none.
    assertThat(warnings).isEmpty();
  }

  /** As a player of archives reads it: length and digest are those of the body. */
  private static List<String> troubleOf(WarcResponse response) throws IOException {
    HttpResponse http = response.http();
    byte[] body = http.bodyDecoded().stream().readAllBytes();
    List<String> trouble = new ArrayList<>();
    http.headers()
        .all("Content-Length")
        .forEach(
            length -> {
              if (Integer.parseInt(length) != body.length) {
                trouble.add("length " + length + " of " + body.length);
              }
            });
    if (!response.payloadDigest().equals(Optional.of(new WarcDigest(sha256(body))))) {
      trouble.add(response.target() + " has another digest");
    }
    return trouble;
  }

  private static MessageDigest sha256(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return digest;
    } catch (java.security.NoSuchAlgorithmException everyJavaPlatformHasIt) {
      throw new IllegalStateException(everyJavaPlatformHasIt);
    }
  }

  @Test
  void everyRecordIsAMemberWhoseLengthsAndDigestsAreTrue() throws IOException {
    List<byte[]> records = members(written(hard()));
    assertThat(records).hasSize(1 + 2 * hard().size());
    Set<String> ids = new HashSet<>();
    for (byte[] record : records) {
      int head = HttpHead.end(record);
      Map<String, String> fields = fields(record, head);
      int length = Integer.parseInt(fields.get("Content-Length"));
      assertThat(record).hasSize(head + length + 4).endsWith('\r', '\n', '\r', '\n');
      assertThat(ids.add(fields.get("WARC-Record-ID"))).isTrue();
      assertThat(fields.get("WARC-Date")).matches("2026-10-01T12:00:00\\.250Z");
      if (fields.get("WARC-Type").equals("response")) {
        byte[] block = Arrays.copyOfRange(record, head, head + length);
        byte[] body = Arrays.copyOfRange(block, HttpHead.end(block), block.length);
        assertThat(fields.get("WARC-Payload-Digest"))
            .isEqualTo("sha256:" + HexFormat.of().formatHex(sha256(body).digest()));
      }
    }
    assertThat(fields(records.get(0), HttpHead.end(records.get(0))))
        .containsEntry("WARC-Type", "warcinfo");
  }

  private static Map<String, String> fields(byte[] record, int end) {
    String[] lines = new String(record, 0, end, StandardCharsets.UTF_8).split("\r\n");
    assertThat(lines[0]).isEqualTo("WARC/1.1");
    Map<String, String> fields = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": ", 2);
      assertThat(fields.put(parts[0], parts[1])).isNull();
    }
    return fields;
  }

  /** Takes gzip members apart by RFC 1952, with nothing but an inflater. */
  private static List<byte[]> members(byte[] file) throws IOException {
    List<byte[]> members = new ArrayList<>();
    int at = 0;
    while (at < file.length) {
      assertThat(Arrays.copyOfRange(file, at, at + 4))
          .isEqualTo(new byte[] {0x1f, (byte) 0x8b, 8, 0});
      Inflater inflater = new Inflater(true);
      InputStream rest = new ByteArrayInputStream(file, at + 10, file.length - at - 10);
      byte[] member = new InflaterInputStream(rest, inflater).readAllBytes();
      int trailer = at + 10 + (int) inflater.getBytesRead();
      CRC32 crc = new CRC32();
      crc.update(member);
      assertThat(littleEndian(file, trailer)).isEqualTo(crc.getValue());
      assertThat(littleEndian(file, trailer + 4)).isEqualTo(member.length);
      inflater.end();
      members.add(member);
      at = trailer + 8;
    }
    return members;
  }

  private static long littleEndian(byte[] file, int at) {
    long number = 0;
    for (int i = 3; i >= 0; i--) {
      number = number << 8 | file[at + i] & 0xFF;
    }
    return number;
  }

  @Test
  void theHeaderIsTrueOfTheDecodedBody() throws IOException {
    RawPage gzipped =
        hard().stream()
            .filter(it -> it.capture().url().path().equals("/gzipped"))
            .findFirst()
            .orElseThrow();
    String record = new String(members(written(List.of(gzipped))).get(1), StandardCharsets.UTF_8);
    assertThat(record)
        .contains(
            "HTTP/1.1 200 OK\r\n"
                + "X-Crawler-content-encoding: gzip\r\n"
                + "X-Crawler-Content-Length: 17\r\n"
                + "X-Crawler-Transfer-Encoding: chunked\r\n"
                + "X-After: 1\r\n"
                + "Content-Length: 16\r\n\r\n<p>hello");
  }

  @Test
  void aBodyThatIsThereAlreadyIsReferredTo() throws IOException {
    RawPage first = hard().get(0);
    RawPage again = SomeCaptures.page("https://example.org/copy", 200, List.of(), first.body());
    byte[] file =
        written(
            writing -> {
              writing.capture(first);
              writing.revisit(again.capture(), first.capture().key());
            });
    assertThat(read(file).get(1))
        .isEqualTo(new WarcItem.Revisit(again.capture(), Optional.of(first.capture().key())));
    assertThat(new String(members(file).get(3), StandardCharsets.UTF_8))
        .contains(
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n",
            "WARC-Refers-To-Target-URI: https://example.com/\r\n",
            "WARC-Refers-To-Date: 2026-10-01T12:00:00.250Z\r\n")
        .doesNotContain("hello");
  }

  @Test
  void aTextNamesItsCaptureAndLanguages() throws IOException {
    CaptureKey key = new CaptureKey(PageUrl.parse("https://example.com/雪"), SomeCaptures.AT);
    byte[] file =
        written(writing -> writing.text(key, "雪が\n降る", List.of("jpn", "zho", "eng", "deu")));
    String record = new String(members(file).get(1), StandardCharsets.UTF_8);
    assertThat(record)
        .contains(
            "WARC-Type: conversion\r\n",
            "WARC-Target-URI: https://example.com/%E9%9B%AA\r\n",
            "WARC-Identified-Content-Language: jpn,zho,eng\r\n",
            "Content-Type: text/plain;charset=utf-8\r\n",
            "WARC-Refers-To: <urn:uuid:" + Records.capture(key) + ">\r\n",
            "Content-Length: 13\r\n");
    assertThat(read(file))
        .containsExactly(
            new WarcItem.Text(
                PageUrl.parse("https://example.com/%E9%9B%AA"),
                SomeCaptures.AT,
                "雪が\n降る",
                "jpn,zho,eng"));
  }

  @Test
  void aFileWithoutRecordsSaysWhatItIs() throws IOException {
    List<byte[]> records = members(written(List.of()));
    assertThat(records).hasSize(1);
    assertThat(new String(records.get(0), StandardCharsets.UTF_8))
        .contains("WARC-Type: warcinfo", "software: Sluice\r\n", "isPartOf: snapshot-7\r\n");
  }

  @Test
  void bodiesThatOthersStoredAsTheyWereSentAreDecoded() throws IOException {
    String http = "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsnow\r\n0\r\n\r\n";
    RawPage page = ((WarcItem.Page) read(record("response", http)).get(0)).page();
    assertThat(page.body()).isEqualTo(utf8("snow"));
    assertThat(page.capture().headers().fields())
        .containsExactly(field("Transfer-Encoding", "chunked"));
  }

  @Test
  void aBodyThatIsTooLongIsCut() throws IOException {
    RawPage noise = hard().get(hard().size() - 1);
    try (WarcReading reading =
        new WarcReading(new ByteArrayInputStream(written(List.of(noise))), 1_000)) {
      reading.next();
      RawPage cut = ((WarcItem.Page) reading.next().orElseThrow()).page();
      assertThat(cut.body()).isEqualTo(Arrays.copyOf(noise.body(), 1_000));
      assertThat(cut.capture().truncated()).isTrue();
      assertThat(cut.capture().bodyBytes()).isEqualTo(1_000);
    }
  }

  @Test
  void whatIsNoPageIsPassedWithTheReason() throws IOException {
    byte[] noAddress = record("response", "dns:example.com", "HTTP/1.1 200 OK\r\n\r\n");
    assertThat(all(noAddress))
        .containsExactly(
            new WarcItem.Passed("response", "its address is none of a page: 'dns:example.com'"));
    assertThat(all(record("response", "no answer")))
        .containsExactly(
            new WarcItem.Passed(
                "response", "https://example.com/ has not the header of an HTTP answer"));
    assertThat(all(record("request", "GET / HTTP/1.1\r\n\r\n")))
        .containsExactly(new WarcItem.Passed("request", ""));
  }

  @Test
  void whatStandsBeforeADamagedRecordIsRead() throws IOException {
    byte[] file = written(hard().subList(0, 2));
    byte[] cut = Arrays.copyOf(file, file.length - 60);
    try (WarcReading reading = new WarcReading(new ByteArrayInputStream(cut), MOST)) {
      assertThat(reading.next()).containsInstanceOf(WarcItem.Passed.class);
      assertThat(reading.next()).containsInstanceOf(WarcItem.Page.class);
      assertThatThrownBy(
              () -> {
                reading.next();
                reading.next();
              })
          .isInstanceOf(IOException.class);
    }
  }

  private static byte[] record(String type, String block) {
    return record(type, "https://example.com/", block);
  }

  private static byte[] record(String type, String target, String block) {
    return utf8(
        ("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-10-01T12:00:00Z\r\n"
                + "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\n"
                + "Content-Length: %d\r\n\r\n%s\r\n\r\n")
            .formatted(type, target, block.length(), block));
  }

  /** Fills a file. */
  private interface Filling {
    void fill(WarcWriting writing) throws IOException;
  }

  private static byte[] written(Filling filling) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WarcWriting writing = new WarcWriting(out, new GzipPacking(6), INFO)) {
      filling.fill(writing);
    }
    return out.toByteArray();
  }

  private static byte[] written(List<RawPage> pages) throws IOException {
    return written(
        writing -> {
          for (RawPage page : pages) {
            writing.capture(page);
          }
        });
  }

  /** All but the record that tells of the file. */
  private static List<WarcItem> read(byte[] file) throws IOException {
    List<WarcItem> items = new ArrayList<>(all(file));
    items.remove(new WarcItem.Passed("warcinfo", ""));
    return items;
  }

  private static List<WarcItem> all(byte[] file) throws IOException {
    List<WarcItem> items = new ArrayList<>();
    try (WarcReading reading =
        new WarcReading(Channels.newChannel(new ByteArrayInputStream(file)), MOST)) {
      for (Optional<WarcItem> item = reading.next(); item.isPresent(); item = reading.next()) {
        items.add(item.get());
      }
    }
    return items;
  }
}

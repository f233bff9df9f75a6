package dev.sluice.bench.storage;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * How many bytes a capture takes in a WARC file (WARC/1.1, ISO 28500:2017): one response record,
 * compressed by itself with gzip, as crawlers write them. No request record, which would add some.
 */
final class WarcSize {

  private static final int GZIP_LEVEL = 6;

  private WarcSize() {}

  /** The bytes of the record, compressed. */
  static int of(Capture capture, byte[] body) {
    byte[] http = http(capture);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    try (GZIPOutputStream member = new LevelledGzip(record)) {
      member.write(warc(capture, http.length + body.length));
      member.write(http);
      member.write(body);
      member.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException memoryHasNone) {
      throw new UncheckedIOException(memoryHasNone);
    }
    return record.size();
  }

  /** Gzip of a level that is said. */
  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(GZIP_LEVEL);
      def.setStrategy(Deflater.DEFAULT_STRATEGY);
    }
  }

  private static byte[] warc(Capture capture, int length) {
    byte[] name = capture.key().toString().getBytes(StandardCharsets.UTF_8);
    return ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:"
            + UUID.nameUUIDFromBytes(name)
            + ">\r\nWARC-Date: "
            + capture.key().fetchedAt()
            + "\r\nWARC-Target-URI: "
            + capture.url()
            + "\r\nWARC-IP-Address: "
            + capture.address()
            + "\r\nWARC-Payload-Digest: "
            + capture.bodyHash()
            + "\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: "
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] http(Capture capture) {
    StringBuilder header = new StringBuilder("HTTP/1.1 " + capture.status() + " \r\n");
    for (Headers.Field field : capture.headers().fields()) {
      header.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return header.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}

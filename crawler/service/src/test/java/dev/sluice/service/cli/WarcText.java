package dev.sluice.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A WARC file that is written byte by byte, as other crawlers write theirs. */
final class WarcText {

  private final List<byte[]> records = new ArrayList<>();

  /** Adds a record; the fields are lines that end with {@code \n}. */
  WarcText add(String type, String url, String date, String fields, byte[] block) {
    String uri = url.isEmpty() ? "" : "WARC-Target-URI: " + url + "\n";
    String head =
        "WARC/1.0\nWARC-Type: %s\nWARC-Record-ID: <urn:uuid:%s>\n%sWARC-Date: %s\n%sContent-Length: %d\n\n"
            .formatted(type, records.size(), uri, date, fields, block.length);
    return add(
        joined(head.replace("\n", "\r\n").getBytes(UTF_8), block, "\r\n\r\n".getBytes(UTF_8)));
  }

  WarcText add(byte[] record) {
    records.add(record);
    return this;
  }

  WarcText response(String url, String date, String header, byte[] body) {
    return response(url, date, header, "", body);
  }

  WarcText response(String url, String date, String header, String fields, byte[] body) {
    return add("response", url, date, fields, answer(header, body));
  }

  /** An HTTP answer; the header are lines that end with {@code \n}, the status line first. */
  static byte[] answer(String header, byte[] body) {
    return joined((header + "\n").replace("\n", "\r\n").getBytes(UTF_8), body);
  }

  WarcText html(String url, String date, String body) {
    return response(
        url,
        date,
        "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n",
        body.getBytes(UTF_8));
  }

  /** Each record as a gzip member. */
  byte[] gzip() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    records.forEach(record -> file.writeBytes(gzip(record)));
    return file.toByteArray();
  }

  byte[] plain() {
    return joined(records.toArray(byte[][]::new));
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return packed.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

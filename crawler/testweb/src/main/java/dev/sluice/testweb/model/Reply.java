package dev.sluice.testweb.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A well-formed answer: status, headers and body, before any coding for the wire.
 *
 * <p>The framing headers (Content-Length, Transfer-Encoding, Content-Encoding, Connection) are not
 * among {@code headers}: the server adds them when it sends. The body array is never changed after
 * construction.
 *
 * @param gzip whether the body is sent compressed to a client that accepts gzip
 * @param chunked whether the body is sent in chunks, without a Content-Length
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, List<Header> headers, byte[] body, boolean gzip, boolean chunked) {
  public Reply {
    headers = List.copyOf(headers);
  }

  /** An HTML page in UTF-8, declared in the Content-Type header. */
  public static Reply html(String html) {
    return of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** An HTML page in another charset; {@code declared} says whether the header names it. */
  public static Reply html(String html, Charset charset, boolean declared) {
    String type = declared ? "text/html; charset=" + charset.name() : "text/html";
    return of(type, html.getBytes(charset));
  }

  /** A plain text, as robots.txt is. */
  public static Reply text(String text) {
    return of("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A 200 answer with these bytes. */
  public static Reply of(String contentType, byte[] body) {
    return new Reply(200, List.of(new Header("Content-Type", contentType)), body, false, false);
  }

  /** An answer with a short HTML body that names the status. */
  public static Reply status(int status) {
    String html =
        "<!doctype html><html lang=\"en\"><title>%d</title><p>Status %d.</p></html>"
            .formatted(status, status);
    return html(html).withStatus(status);
  }

  /** A redirect to this location, sent as it stands. */
  public static Reply redirect(int status, String location) {
    return status(status).with("Location", location);
  }

  public Reply with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.removeIf(header -> header.name().equalsIgnoreCase(name));
    more.add(new Header(name, value));
    return new Reply(status, more, body, gzip, chunked);
  }

  public Reply withStatus(int other) {
    return new Reply(other, headers, body, gzip, chunked);
  }

  public Reply withBody(byte[] other) {
    return new Reply(status, headers, other, gzip, chunked);
  }

  public Reply gzipped() {
    return new Reply(status, headers, body, true, chunked);
  }

  public Reply inChunks() {
    return new Reply(status, headers, body, gzip, true);
  }

  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** Whether HTTP allows this status to carry a body. */
  public boolean mayHaveBody() {
    return status >= 200 && status != 204 && status != 304;
  }

  /** The status line and header lines, ready to send, with the framing headers at the end. */
  public byte[] head(List<Header> framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason() + "\r\n");
    headers.forEach(header -> append(head, header));
    framing.forEach(header -> append(head, header));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void append(StringBuilder head, Header header) {
    head.append(header.name()).append(": ").append(header.value()).append("\r\n");
  }

  private String reason() {
    if (status < 300) {
      return "OK";
    }
    return status < 400 ? "See Elsewhere" : "Refused";
  }
}

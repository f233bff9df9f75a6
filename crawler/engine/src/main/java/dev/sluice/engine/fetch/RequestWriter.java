package dev.sluice.engine.fetch;

import dev.sluice.engine.model.FetchRequest;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;

/** Writes requests in the form in which they go over the wire (RFC 9112 §3). */
final class RequestWriter {

  private static final String HEX = "0123456789ABCDEF";

  private final String fixedLines;

  /**
   * @throws IllegalArgumentException if the user agent cannot stand in a header
   */
  RequestWriter(String userAgent) {
    if (userAgent.isBlank() || !userAgent.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("cannot be sent as a user agent: '" + userAgent + "'");
    }
    this.fixedLines =
        "\r\nConnection: keep-alive\r\nUser-Agent: "
            + userAgent
            + "\r\nAccept: text/html,application/xhtml+xml,text/*;q=0.9,*/*;q=0.5"
            + "\r\nAccept-Encoding: "
            + ContentCodings.ACCEPTED
            + "\r\n";
  }

  byte[] bytes(FetchRequest request) {
    PageUrl url = request.url();
    StringBuilder text = new StringBuilder(256 + url.pathAndQuery().length());
    text.append("GET ");
    appendTarget(text, url.pathAndQuery());
    text.append(" HTTP/1.1\r\nHost: ").append(url.host());
    if (url.port() != (url.scheme().equals("https") ? 443 : 80)) {
      text.append(':').append(url.port());
    }
    text.append(fixedLines);
    request.validators().etag().ifPresent(tag -> line(text, "If-None-Match", tag));
    request.validators().lastModified().ifPresent(time -> line(text, "If-Modified-Since", time));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /**
   * Characters outside of ASCII go as the bytes of UTF-8, percent-encoded, as browsers send them.
   */
  private static void appendTarget(StringBuilder text, String pathAndQuery) {
    if (pathAndQuery.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      text.append(pathAndQuery);
      return;
    }
    for (byte b : pathAndQuery.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX.charAt((b >> 4) & 0x0f)).append(HEX.charAt(b & 0x0f));
      }
    }
  }
}

package dev.sluice.engine.fetch;

import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Where an answer's body ends, and whether the connection outlives it (RFC 9112 §6.3, §9.3).
 *
 * @param length bytes, or one of {@link ContentLengthStrategy}'s constants
 * @param persistent whether the server keeps the connection open
 * @param keptFor for how long it does so, as far as it said
 */
record Framing(long length, boolean persistent, Duration keptFor) {

  /** Longer than any connection is kept here. */
  private static final Duration UNTOLD = Duration.ofDays(1);

  static Framing of(ClassicHttpResponse response) throws HttpException {
    boolean persistent = persistent(response);
    int status = response.getCode();
    if (status == HttpStatus.SC_NO_CONTENT || status == HttpStatus.SC_NOT_MODIFIED) {
      return new Framing(0, persistent, keptFor(response));
    }
    rejectSecondLength(response);
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
    boolean twoLengths =
        length == ContentLengthStrategy.CHUNKED && response.containsHeader("Content-Length");
    boolean framed = length != ContentLengthStrategy.UNDEFINED && !twoLengths;
    return new Framing(length, persistent && framed, keptFor(response));
  }

  /** Two lengths that differ could hide a second answer in the first one's body. */
  private static void rejectSecondLength(ClassicHttpResponse response) throws ProtocolException {
    Header[] lengths = response.getHeaders("Content-Length");
    for (int i = 1; i < lengths.length; i++) {
      if (!lengths[i].getValue().equals(lengths[0].getValue())) {
        throw new ProtocolException("two lengths of the body that differ");
      }
    }
  }

  private static boolean persistent(ClassicHttpResponse response) {
    ProtocolVersion version = response.getVersion();
    boolean byDefault = version == null || version.greaterEquals(HttpVersion.HTTP_1_1);
    boolean persistent = byDefault;
    for (Header header : response.getHeaders("Connection")) {
      String value = header.getValue().toLowerCase(Locale.ROOT);
      if (value.contains("close")) {
        return false;
      }
      persistent |= value.contains("keep-alive");
    }
    return persistent;
  }

  /** {@code Keep-Alive: timeout=5} is left one second before the server leaves. */
  private static Duration keptFor(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Keep-Alive");
    String value = header == null ? "" : header.getValue().toLowerCase(Locale.ROOT);
    int at = value.indexOf("timeout=");
    if (at < 0) {
      return UNTOLD;
    }
    int from = at + "timeout=".length();
    int to = from;
    while (to < value.length() && to - from < 6 && Character.isDigit(value.charAt(to))) {
      to++;
    }
    return to == from
        ? UNTOLD
        : Duration.ofSeconds(Math.max(0, Integer.parseInt(value, from, to, 10) - 1));
  }

  /** The body as a stream that ends where it does. */
  BodyInput body(SessionInputBuffer buffer, InputStream wire, Http1Config limits) {
    if (length == ContentLengthStrategy.CHUNKED) {
      return new BodyInput(new ChunkedInputStream(buffer, wire, limits), -1);
    }
    return length < 0
        ? new BodyInput(new IdentityInputStream(buffer, wire), -1)
        : new BodyInput(new ContentLengthInputStream(buffer, wire, length), length);
  }
}

package dev.sluice.testweb.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it was read off a connection.
 *
 * @param target the request target, exactly as sent: path and query
 * @param headers by lower-case name; of a repeated header the last value
 */
public record Request(String method, String target, String version, Map<String, String> headers) {
  public Request {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public boolean isHead() {
    return method.equals("HEAD");
  }

  public boolean acceptsGzip() {
    return header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
  }

  /** Whether the client wants the connection closed after the answer. */
  public boolean wantsClose() {
    String connection = header("Connection").orElse("").toLowerCase(Locale.ROOT);
    return connection.contains("close")
        || (version.equals("HTTP/1.0") && !connection.contains("keep-alive"));
  }
}

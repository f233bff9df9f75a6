package dev.sluice.engine.model;

import dev.sluice.pages.model.Headers;
import java.util.Optional;

/**
 * What a server said of the version that we have, to be told back to it: it answers 304 without a
 * body if that is still the newest (RFC 9110 §13).
 *
 * @param etag value of {@code ETag}, sent as {@code If-None-Match}
 * @param lastModified value of {@code Last-Modified}, sent as {@code If-Modified-Since}
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

  /** We have no version: the request is unconditional. */
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  private static final int MAX_LENGTH = 1024;

  /**
   * Checks that the values can stand in a request.
   *
   * @throws IllegalArgumentException if one has characters that end a header line, or is too long
   */
  public Validators {
    etag.ifPresent(Validators::requireSendable);
    lastModified.ifPresent(Validators::requireSendable);
  }

  /** The validators of an answer; what could not be sent back is left out. */
  public static Validators of(Headers headers) {
    return new Validators(
        headers.first("etag").filter(Validators::sendable),
        headers.first("last-modified").filter(Validators::sendable));
  }

  private static void requireSendable(String value) {
    if (!sendable(value)) {
      throw new IllegalArgumentException("cannot be sent in a header: '" + value + "'");
    }
  }

  /** Header values go over the wire byte by byte, so they have the characters of ISO 8859-1. */
  private static boolean sendable(String value) {
    return !value.isBlank()
        && value.length() <= MAX_LENGTH
        && value.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff);
  }
}

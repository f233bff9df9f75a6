package dev.sluice.service.http;

import java.time.Duration;

/**
 * How long the server waits for somebody who dawdles.
 *
 * @param idle for a connection on which nothing moves
 * @param header for a request's header to be whole
 * @param body for a request's body to be whole
 */
record Patience(Duration idle, Duration header, Duration body) {

  static final Patience STANDARD =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(20));
}

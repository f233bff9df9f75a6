package dev.sluice.testweb.referee;

import dev.sluice.testweb.model.Ending;
import dev.sluice.testweb.model.Request;
import java.time.Duration;
import java.util.Optional;

/** One recorded request; its end is filled in later, under the lock of its site. */
final class Visit {
  static final long OPEN = Long.MAX_VALUE;

  final long connection;
  final String method;
  final String target;
  final String userAgent;
  final long arrivalNanos;
  long endNanos = OPEN;
  int status;
  Ending ending = Ending.OPEN;
  Optional<Duration> retryAfter = Optional.empty();

  Visit(long connection, Request request, long arrivalNanos) {
    this.connection = connection;
    this.method = request.method();
    this.target = request.target();
    this.userAgent = request.header("User-Agent").orElse("");
    this.arrivalNanos = arrivalNanos;
  }
}

package dev.sluice.testweb.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request and what became of it, as the referee saw it.
 *
 * @param connection which connection it came over, numbered from 1
 * @param arrival when its first byte was read
 * @param end when the last byte of the answer was handed to the kernel, or the connection broke;
 *     empty while the answer is open
 * @param status the status sent; 0 when none was
 * @param retryAfter the wait that the answer asked for
 */
public record Exchange(
    String site,
    long connection,
    String method,
    String target,
    String url,
    String userAgent,
    Instant arrival,
    Optional<Instant> end,
    int status,
    Ending ending,
    Optional<Duration> retryAfter) {}

package dev.sluice.service.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say when a crawl stops although there is more to do. */
final class LimitOptions {

  @Option(
      names = "--limit-pages",
      paramLabel = "N",
      converter = PositiveNumberConverter.class,
      description = "Stop after so many pages.")
  private @Nullable Long limitPages;

  @Option(
      names = "--limit-time",
      paramLabel = "TIME",
      converter = PositiveDurationConverter.class,
      description = "Stop after so much time, such as 90s, 10m or 2h.")
  private @Nullable Duration limitTime;

  OptionalLong pages() {
    return limitPages == null ? OptionalLong.empty() : OptionalLong.of(limitPages);
  }

  Optional<Duration> time() {
    return Optional.ofNullable(limitTime);
  }
}

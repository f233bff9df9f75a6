package dev.sluice.service.daemon;

import dev.sluice.corpus.model.ExportWatch.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How quickly an export gets on, by its last half minute: what an earlier run has finished is
 * passed over at once, and says nothing of what is still to come. For one thread at a time.
 */
public final class ExportPace {

  private static final Duration BETWEEN_MARKS = Duration.ofSeconds(1);
  private static final Duration LOOKS_BACK = Duration.ofSeconds(30);

  /** A phase begins slowly, and what its first moments foretell is far too long. */
  private static final Duration BEFORE_FORETELLING = Duration.ofSeconds(3);

  private final Deque<Mark> marks = new ArrayDeque<>();
  private @Nullable Phase phase;
  private Mark last = new Mark(Instant.EPOCH, 0);
  private Instant begun = Instant.EPOCH;
  private long total;

  /** How much was done at a moment. */
  private record Mark(Instant at, long done) {}

  /** Some work is done. */
  public void add(Phase current, long done, long expected, Instant now) {
    if (phase != current) {
      phase = current;
      begun = now;
      marks.clear();
    }
    total = expected;
    last = new Mark(now, done);
    if (marks.isEmpty() || !now.isBefore(marks.getLast().at.plus(BETWEEN_MARKS))) {
      marks.add(last);
      while (marks.getFirst().at.isBefore(now.minus(LOOKS_BACK))) {
        marks.remove();
      }
    }
  }

  /** Captures or steps a second; 0 until there are two moments to compare. */
  public double perSecond() {
    if (marks.isEmpty() || last.at.isBefore(marks.getFirst().at.plus(BETWEEN_MARKS))) {
      return 0;
    }
    Mark first = marks.getFirst();
    return (last.done - first.done) / (Duration.between(first.at, last.at).toNanos() / 1e9);
  }

  /** What the phase will still take, in seconds; nothing while that cannot be said. */
  public OptionalLong leftSeconds() {
    double rate = perSecond();
    return rate > 0 && !last.at.isBefore(begun.plus(BEFORE_FORETELLING))
        ? OptionalLong.of(Math.round(Math.ceil((total - last.done) / rate)))
        : OptionalLong.empty();
  }

  /** The same as a duration. */
  public Optional<Duration> left() {
    OptionalLong seconds = leftSeconds();
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }
}

package dev.sluice.spark.choose;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Finds candidates of a partition that are asked for in order. */
final class Finder {

  private final Iterator<Candidate> candidates;
  private @Nullable Candidate last;

  Finder(Iterator<Candidate> candidates) {
    this.candidates = candidates;
  }

  Candidate find(int number) {
    Candidate found = last;
    while (found == null || found.number() < number) {
      found = candidates.next();
    }
    if (found.number() > number) {
      throw new IllegalStateException("candidate " + number + " is not where it was looked for");
    }
    last = found;
    return found;
  }
}

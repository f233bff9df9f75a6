package dev.sluice.corpus;

import dev.sluice.corpus.site.SiteSample;
import dev.sluice.pages.model.Capture;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks over captures in the order of their keys, host by host. */
final class HostWalk {

  /**
   * A host.
   *
   * @param captures how many of its captures count
   * @param sample those that it is learned from
   */
  record Host(String name, long captures, List<Capture> sample) {}

  private final Iterator<Capture> captures;
  private final Predicate<Capture> counted;
  private @Nullable Capture following;

  /** A walk over captures that all count. */
  HostWalk(Iterator<Capture> captures) {
    this(captures, capture -> true);
  }

  /**
   * A walk over captures, of which only some count; of all, a host is learned.
   *
   * @param counted is asked once for each, in order
   */
  HostWalk(Iterator<Capture> captures, Predicate<Capture> counted) {
    this.captures = captures;
    this.counted = counted;
    this.following = captures.hasNext() ? captures.next() : null;
  }

  boolean hasNext() {
    return following != null;
  }

  /** The next host, whose captures are offered to a new sample. */
  Host next(SiteSample sample) {
    String host = following == null ? "" : following.url().host();
    long count = 0;
    while (following != null && following.url().host().equals(host)) {
      sample.offer(following);
      count += counted.test(following) ? 1 : 0;
      following = captures.hasNext() ? captures.next() : null;
    }
    return new Host(host, count, sample.captures());
  }
}

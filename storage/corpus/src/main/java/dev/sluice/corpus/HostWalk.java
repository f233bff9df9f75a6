package dev.sluice.corpus;

import dev.sluice.corpus.site.SiteSample;
import dev.sluice.pages.model.Capture;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over captures in the order of their keys, host by host. */
final class HostWalk {

  /**
   * A host.
   *
   * @param captures how many captures it has
   * @param sample those that it is learned from
   */
  record Host(String name, long captures, List<Capture> sample) {}

  private final Iterator<Capture> captures;
  private @Nullable Capture following;

  /** A walk over captures. */
  HostWalk(Iterator<Capture> captures) {
    this.captures = captures;
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
      count++;
      following = captures.hasNext() ? captures.next() : null;
    }
    return new Host(host, count, sample.captures());
  }
}

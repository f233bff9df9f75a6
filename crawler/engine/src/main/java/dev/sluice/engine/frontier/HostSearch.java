package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostTable.Known;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostListing.ListedHost;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds hosts by their names and standings, a page at a time.
 *
 * <p>Hosts lie in the order of their labels from the right, so a domain with all below it is one
 * range, and is read from where the last page ended: that costs as much as the page is long. What
 * is no domain with hosts is looked for within all names, 20,000 of them at once; then the answer
 * can be short, or empty, and says where to go on. The same holds for a standing that few hosts
 * have. 20,000 hosts are read in some 30 ms.
 */
public final class HostSearch {

  private static final int READ_AT_ONCE = 500;
  private static final int MOST_LOOKED_AT = 20_000;

  private final HostTable hosts;
  private final int mostLookedAt;

  /** A search in this table. */
  public HostSearch(HostTable hosts) {
    this(hosts, MOST_LOOKED_AT);
  }

  /**
   * @param mostLookedAt after so many hosts a page ends, whatever was found
   */
  HostSearch(HostTable hosts, int mostLookedAt) {
    this.hosts = hosts;
    this.mostLookedAt = mostLookedAt;
  }

  /** The hosts that are asked about; what they wait for is told as far as the disk knows it. */
  public HostListing find(HostQuery query, Instant now) {
    boolean isName = isName(query.text());
    HostRange all = isName ? HostRange.below(query.text()) : HostRange.ALL;
    HostRange rest =
        query.after().map(PageUrl::hostKey).filter(all::reachesBeyond).map(all::after).orElse(all);
    return find(query, isName ? "" : query.text(), rest, now);
  }

  /** Whether hosts are known under this very name. */
  private boolean isName(String text) {
    return !text.isEmpty() && !hosts.within(HostRange.below(text), 1).isEmpty();
  }

  private HostListing find(HostQuery query, String part, HostRange range, Instant now) {
    List<ListedHost> found = new ArrayList<>();
    HostRange rest = range;
    String last = "";
    // Where all are wanted, no more are read than are told, and one to know whether there are more.
    int readAtOnce =
        part.isEmpty() && query.standing().isEmpty()
            ? Math.min(READ_AT_ONCE, query.atMost() + 1)
            : READ_AT_ONCE;
    for (int looked = 0; looked < mostLookedAt; looked += readAtOnce) {
      List<Known> read = hosts.within(rest, readAtOnce);
      for (Known host : read) {
        if (found.size() == query.atMost()) {
          return new HostListing(found, Optional.of(found.get(found.size() - 1).name()));
        }
        if (isWanted(host, query, part)) {
          found.add(listed(host, now));
        }
      }
      if (read.size() < readAtOnce) {
        return new HostListing(found, Optional.empty());
      }
      last = read.get(read.size() - 1).key();
      rest = rest.after(last);
    }
    return new HostListing(found, Optional.of(PageUrl.hostOfKey(last)));
  }

  private static boolean isWanted(Known host, HostQuery query, String part) {
    return query.standing().map(host.record().standing()::equals).orElse(true)
        && (part.isEmpty() || PageUrl.hostOfKey(host.key()).contains(part));
  }

  private static ListedHost listed(Known host, Instant now) {
    return new ListedHost(
        PageUrl.hostOfKey(host.key()), host.record(), Waits.onDisk(host.record(), now));
  }
}

package dev.sluice.engine.crawler4j;

import dev.sluice.engine.frontier.Lease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchResult;
import edu.uci.ics.crawler4j.url.AbstractWebURL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lease on its way through crawler4j's loop, which gathers what came of it: first the result,
 * then the links. Used by one thread.
 */
final class LeasedUrl extends AbstractWebURL {

  private static final long serialVersionUID = 1;

  private final transient Lease lease;
  private final transient List<CrawlUrl> links = new ArrayList<>();
  private transient @Nullable FetchResult result;

  LeasedUrl(Lease lease, String url) {
    this.lease = lease;
    setURL(url);
  }

  Lease lease() {
    return lease;
  }

  Optional<FetchResult> result() {
    return Optional.ofNullable(result);
  }

  void setResult(FetchResult fetched) {
    result = fetched;
  }

  void addLink(CrawlUrl link) {
    links.add(link);
  }

  List<CrawlUrl> links() {
    return links;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

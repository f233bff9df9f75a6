package dev.sluice.engine.crawler4j;

import dev.sluice.engine.frontier.Lease;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.Findings;
import edu.uci.ics.crawler4j.url.AbstractWebURL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lease on its way through crawler4j's loop, which gathers what came of it: first the result,
 * then what was found in it. Used by one thread.
 */
final class LeasedUrl extends AbstractWebURL {

  private static final long serialVersionUID = 1;

  private final transient Lease lease;
  private transient Findings findings = Findings.NONE;
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

  Findings findings() {
    return findings;
  }

  void setFindings(Findings found) {
    findings = found;
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

package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.SiteFacts;
import java.util.Optional;

/**
 * What was learned of the site that a run of captures is of.
 *
 * @param first number of the first of them in the snapshot
 * @param end number after that of the last of them
 * @param facts what was learned
 * @param before what the older snapshot taught, that the export goes on from, if pages could be
 *     read otherwise by it
 */
public record SiteRow(long first, long end, SiteFacts facts, Optional<SiteFacts> before) {

  /** Of an export that goes on from no other, or of a site that is as it was. */
  public SiteRow(long first, long end, SiteFacts facts) {
    this(first, end, facts, Optional.empty());
  }
}

package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.SiteFacts;

/**
 * What was learned of the site that a run of captures is of.
 *
 * @param first number of the first of them in the snapshot
 * @param end number after that of the last of them
 * @param facts what was learned
 */
public record SiteRow(long first, long end, SiteFacts facts) {}

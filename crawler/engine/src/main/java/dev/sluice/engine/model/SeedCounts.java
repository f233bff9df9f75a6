package dev.sluice.engine.model;

import java.util.OptionalLong;

/**
 * How much there is of a seed, over all runs.
 *
 * @param pages captures that were stored for it
 * @param queued URLs that were found for it and wait to be fetched; empty if the data folder was
 *     begun by an earlier Sluice, which did not count them
 * @param overBudget URLs that were found for it and wait because a budget is used up; empty
 *     likewise
 * @param hosts hosts of its extent that the crawl knows
 */
public record SeedCounts(long pages, OptionalLong queued, OptionalLong overBudget, long hosts) {}

package dev.sluice.engine.model;

/**
 * What was purged.
 *
 * @param hosts hosts of which nothing is known any more
 * @param hostsLeft hosts that are remembered, without any page, since they may not be asked yet;
 *     the same purge takes them away later
 * @param urls URLs that are not known any more
 * @param captures captures that are gone
 * @param bodies bodies that are gone; those that others share stay
 * @param bodyBytes their bytes before compression
 */
public record Purged(
    long hosts, long hostsLeft, long urls, long captures, long bodies, long bodyBytes) {}

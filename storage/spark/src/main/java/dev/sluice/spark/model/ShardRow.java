package dev.sluice.spark.model;

import java.util.List;

/**
 * A document on its way to its place in a shard.
 *
 * @param document with what steps have left of its text
 * @param exactCopies how many captures say the same
 * @param clusterSize how many say nearly the same
 * @param copy how many times it went out before
 * @param originals the raw page, if the format holds such; else nothing
 * @param lenders URL and time of a capture that lends it its body, as {@code time URL}; else
 *     nothing
 * @param group of a mix, by its number; -1 without one
 * @param units as many as the mix counted; 0 without one
 */
public record ShardRow(
    byte[] document,
    int exactCopies,
    int clusterSize,
    int copy,
    List<PageRow> originals,
    List<String> lenders,
    int group,
    int units) {}

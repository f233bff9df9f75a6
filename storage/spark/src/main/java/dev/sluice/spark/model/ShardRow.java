package dev.sluice.spark.model;

/**
 * A document on its way to its place in a shard.
 *
 * @param document with what steps have left of its text
 * @param exactCopies how many captures say the same
 * @param clusterSize how many say nearly the same
 * @param copy how many times it went out before
 * @param group of a mix, by its number; -1 without one
 * @param units as many as the mix counted; 0 without one
 */
public record ShardRow(
    byte[] document, int exactCopies, int clusterSize, int copy, int group, int units) {}

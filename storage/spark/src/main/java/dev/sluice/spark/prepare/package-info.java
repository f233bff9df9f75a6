/**
 * What becomes of each page? Pages are brought into the order of their keys, and each goes through
 * the page steps of the recipe.
 *
 * <pre>
 * Sorting       cuts the keys into ranges, and sorts pages into them by a shuffle
 * KeyRanges     which partition a key belongs to
 * GiantHosts    what the pages of hosts that are spread over partitions have in common
 * Cleaning      the page steps, partition by partition
 * HostPages     the pages of a host, on the disk of the executor if they are many
 * Prepared      what came of it, and the numbers of captures and candidates
 * </pre>
 *
 * <p>A host lies in one partition, where its sample is read before its pages are cleaned; but one
 * that is larger than a partition is cut between two URLs. What it has in common is learned from
 * its sample of pages first, and sent to all who clean some of them.
 */
@NullMarked
package dev.sluice.spark.prepare;

import org.jspecify.annotations.NullMarked;

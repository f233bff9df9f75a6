/**
 * How do documents leave a cluster? What was chosen is brought to its shards by a shuffle, each
 * shard is written by one task, and the driver writes the ledger, the report and the manifest.
 *
 * <pre>
 * Decision      what became of all candidates, in arrays on the driver: 17 bytes each
 * Measuring     a mix, measured out on the driver
 * RawBodies     who lends a body to whom, for formats of raw pages
 * Fates         what the driver tells each partition of its candidates
 * Winners       which pages others lost to or borrow from, by a shuffle
 * ShardJob      the shards, a task each
 * LedgerJob     the ledger, row by row in the order of keys
 * OutputFiles   files that appear under their names on any file system when they are whole
 * CorpusWriting all of this in its order; the front of this room
 * </pre>
 */
@NullMarked
package dev.sluice.spark.write;

import org.jspecify.annotations.NullMarked;

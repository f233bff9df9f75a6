package dev.sluice.corpus;

import dev.sluice.corpus.model.Document;

/**
 * A document on its way to a shard.
 *
 * @param document with what steps have left of its text
 * @param candidate whose it is
 * @param copy how many times it went out before, by the order of the export
 */
record ShardDocument(Document document, int candidate, int copy) {}

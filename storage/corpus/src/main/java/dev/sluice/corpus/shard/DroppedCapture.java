package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.LedgerRow;

/**
 * A capture that a page step dropped.
 *
 * @param capture its number in the snapshot, from 0
 * @param row its row in the ledger
 */
public record DroppedCapture(long capture, LedgerRow row) {}

package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;

/** Counts pages, characters and bytes. For one thread. */
final class Tally {

  private long pages;
  private long characters;
  private long bytes;

  void add(LedgerRow row) {
    pages++;
    characters += row.characters();
    bytes += row.bodyBytes();
  }

  Report.Amount amount() {
    return new Report.Amount(pages, characters, bytes);
  }
}

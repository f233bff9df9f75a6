package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.LedgerRow.Drop;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts what a rule dropped and keeps some of it as examples: those with the smallest ids. Ids are
 * digests, so that is a fair sample, and the same one however the rows come. For one thread.
 */
final class DropTally {

  private static final int EXAMPLES = 5;

  private final Tally dropped = new Tally();
  private final TreeMap<String, LedgerRow> examples = new TreeMap<>();

  void add(LedgerRow row) {
    dropped.add(row);
    if (examples.size() < EXAMPLES || row.id().compareTo(examples.lastKey()) < 0) {
      examples.put(row.id(), row);
      if (examples.size() > EXAMPLES) {
        examples.pollLastEntry();
      }
    }
  }

  Report.Rule rule(String name) {
    List<Report.Example> shown = examples.values().stream().map(DropTally::example).toList();
    return new Report.Rule(name, dropped.amount(), shown);
  }

  private static Report.Example example(LedgerRow row) {
    Drop drop = row.drop().orElseThrow();
    return new Report.Example(
        row.key().url().toString(),
        drop.cause().measured().display(),
        drop.cause().limit(),
        drop.match().map(LedgerRow.Match::url).orElse(""),
        row.beginning());
  }
}

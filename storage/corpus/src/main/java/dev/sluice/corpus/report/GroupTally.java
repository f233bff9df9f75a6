package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the captures of one language or host. For one thread. */
final class GroupTally {

  /** Most captures first, and equals by name. */
  static final Comparator<Report.Group> MOST_FIRST =
      Comparator.comparingLong((Report.Group group) -> group.captures().pages())
          .reversed()
          .thenComparing(Report.Group::name);

  private final Tally captures = new Tally();
  private final Tally documents = new Tally();
  private final Map<String, Long> dropped = new TreeMap<>();

  void add(LedgerRow row) {
    captures.add(row);
    if (row.isKept()) {
      documents.add(row);
    }
    row.drop().ifPresent(drop -> dropped.merge(drop.cause().rule(), 1L, Long::sum));
  }

  Report.Group group(String name) {
    Map<String, Long> mostFirst = new LinkedHashMap<>();
    dropped.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> mostFirst.put(entry.getKey(), entry.getValue()));
    return new Report.Group(name, captures.amount(), documents.amount(), mostFirst);
  }
}

package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.pages.settings.SettingsException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts rows by the values of some fields: within a group of rows by the numbers that stand for
 * values, three of which fit into one long; then by the values.
 */
final class GroupCount {

  /** More than a group of rows can have different values. */
  private static final int CODE_BITS = 20;

  private static final long CODE_MASK = (1L << CODE_BITS) - 1;
  private static final int MOST_GROUPS = 2_000_000;

  private final List<String> by;
  private final Map<List<String>, Sum> sums = new HashMap<>();

  /** What is counted of a group. */
  private static final class Sum {
    private long captures;
    private long documents;
    private long characters;

    void add(boolean kept, long moreCharacters) {
      captures++;
      documents += kept ? 1 : 0;
      characters += moreCharacters;
    }

    void add(Sum other) {
      captures += other.captures;
      documents += other.documents;
      characters += other.characters;
    }
  }

  GroupCount(List<String> by) {
    this.by = by;
  }

  /** Counts the rows of a group that pass. */
  void add(LedgerGroup rows, List<LedgerFilter> tests) {
    List<ColumnValues> keys = by.stream().map(rows::values).toList();
    ColumnValues kept = rows.values(LedgerColumns.KEPT);
    ColumnValues characters = rows.values(LedgerColumns.CHARACTERS);
    Map<Long, Sum> byCode = new HashMap<>();
    Sum last = new Sum();
    long lastCode = -1;
    for (long row = 0; row < rows.size(); row++) {
      if (rows.passes(tests)) {
        long code = code(keys);
        if (code != lastCode) {
          last = byCode.computeIfAbsent(code, any -> new Sum());
          lastCode = code;
        }
        last.add(kept.flag(), characters.whole());
      }
      rows.next();
    }
    byCode.forEach((code, sum) -> add(words(keys, code), sum));
  }

  private static long code(List<ColumnValues> keys) {
    long code = 0;
    for (ColumnValues key : keys) {
      code = code << CODE_BITS | key.code();
    }
    return code;
  }

  private static List<String> words(List<ColumnValues> keys, long code) {
    String[] words = new String[keys.size()];
    for (int i = 0; i < words.length; i++) {
      int shift = CODE_BITS * (words.length - 1 - i);
      words[i] = keys.get(i).word((int) (code >> shift & CODE_MASK));
    }
    return List.of(words);
  }

  private void add(List<String> key, Sum sum) {
    sums.computeIfAbsent(key, any -> new Sum()).add(sum);
    if (sums.size() > MOST_GROUPS) {
      throw new SettingsException(
          "there are more than %,d different values of %s: count by another field, or fewer rows"
              .formatted(MOST_GROUPS, String.join(", ", by)));
    }
  }

  /** All that was counted, the largest first. */
  List<Ledger.Group> groups() {
    return sums.entrySet().stream()
        .map(it -> group(it.getKey(), it.getValue()))
        .sorted(
            Comparator.comparingLong(Ledger.Group::captures)
                .reversed()
                .thenComparing(Ledger.Group::key, GroupCount::compare))
        .toList();
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Ledger.Group group(List<String> key, Sum sum) {
    return new Ledger.Group(key, sum.captures, sum.documents, sum.characters);
  }
}

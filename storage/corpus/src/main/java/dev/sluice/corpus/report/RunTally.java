package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.rule.OptOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts all that a report tells while the rows of an export come by in the order of their keys.
 * Memory is bounded by the rules of the recipe and the number of languages. For one thread.
 */
public final class RunTally {

  private static final String OPT_OUT = OptOut.KIND.name();

  private final List<StepKind> kinds;
  private final Funnel funnel;
  private final Tally documents = new Tally();
  private final Map<String, GroupTally> languages = new HashMap<>();
  private final DuplicateTally duplicates;
  private final SiteTally sites = new SiteTally(Report.MOST_SITES);
  private final Map<String, ValueTally> values = new HashMap<>();
  private final Map<String, Boolean> judging = new HashMap<>();
  private final Map<String, Long> optOuts = new TreeMap<>();

  /** A tally of an export by these steps. */
  public RunTally(List<StepKind> kinds) {
    this.kinds = List.copyOf(kinds);
    this.funnel = new Funnel(kinds);
    this.duplicates = new DuplicateTally(kinds);
  }

  /** Counts a capture. */
  public void add(LedgerRow row) {
    funnel.add(row);
    if (row.isKept()) {
      documents.add(row);
    }
    languages.computeIfAbsent(row.language(), any -> new GroupTally()).add(row);
    sites.add(row);
    duplicates.add(row);
    row.drop().filter(it -> it.step().equals(OPT_OUT)).ifPresent(this::addOptOut);
    row.measurements().forEach(measurement -> add(measurement, row.isKept()));
  }

  /** What was said is a word of ours, then where it was said, in brackets. */
  private void addOptOut(LedgerRow.Drop drop) {
    String said = drop.cause().measured().display();
    int end = said.indexOf(' ');
    optOuts.merge(end < 0 ? said : said.substring(0, end), 1L, Long::sum);
  }

  /** How many captures each signal of owners has kept out. */
  public Map<String, Long> optOuts() {
    return optOuts;
  }

  private void add(Measurement measurement, boolean kept) {
    judging.merge(measurement.rule(), measurement.judges(), Boolean::logicalOr);
    if (measurement.measured() instanceof Measured.Quantity quantity) {
      values
          .computeIfAbsent(measurement.rule(), any -> new ValueTally())
          .add(quantity.number(), measurement, kept);
    }
  }

  /** The funnel as a manifest has it. */
  public List<FunnelStep> funnel() {
    return Funnel.ofManifest(funnel.steps());
  }

  /** Ends the counting. */
  public Report finish(Report.Made made, History history) {
    List<Report.Values> measured = new ArrayList<>();
    new TreeMap<>(values).forEach((rule, tally) -> measured.add(tally.values(rule)));
    List<Report.Group> byLanguage = new ArrayList<>();
    languages.forEach((code, tally) -> byLanguage.add(tally.group(code)));
    byLanguage.sort(GroupTally.MOST_FIRST);
    Report plain =
        new Report(
            Report.FORMAT_VERSION,
            made,
            funnel.captures(),
            documents.amount(),
            funnel.steps(),
            byLanguage,
            sites.count(),
            sites.finish(),
            duplicates.finish(),
            measured,
            history.names(),
            duplicates.alarms(),
            Optional.empty(),
            Optional.empty());
    return new Alarms(kinds, judging, history).in(plain);
  }
}

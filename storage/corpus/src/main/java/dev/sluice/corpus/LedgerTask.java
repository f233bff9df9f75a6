package dev.sluice.corpus;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.Winner;
import dev.sluice.corpus.report.LedgerWriter;
import dev.sluice.corpus.report.RunTally;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.work.RowOrder;
import dev.sluice.corpus.work.RowSettling;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Writes the ledger, a row for each capture in the order of their keys, and counts for the report
 * what it writes.
 *
 * <p>A capture that lost to another names it. The other's id and URL are read from its part's
 * signatures; the parts used last are kept, since copies mostly lie near each other.
 */
final class LedgerTask {

  private static final int PARTS_KEPT = 64;

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Remains remains;
  private final Clusters clusters;
  private final EarlierDocuments earlier;
  private final ShardPlan plan;
  private final long[] documents;
  private final RowSettling settling;
  private final Optional<MixStep> mix;
  private final Map<Integer, List<Signature>> recent =
      new LinkedHashMap<>(PARTS_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Signature>> eldest) {
          return size() > PARTS_KEPT;
        }
      };
  private final RowOrder order = new RowOrder();

  LedgerTask(
      Job job,
      OutputFolder folder,
      SegmentFiles segments,
      Parts parts,
      Selection selection,
      Clusters clusters,
      Remains remains,
      ShardPlan plan,
      Optional<MixStep> mix) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.remains = remains;
    this.clusters = clusters;
    this.earlier = job.earlier();
    this.plan = plan;
    this.settling = new RowSettling(job.recipe(), mix);
    this.mix = mix;
    this.documents = new long[plan.shards()];
  }

  /** Writes all rows, and counts them. */
  LedgerEntry run(RunTally tally) {
    try (LedgerWriter ledger = new LedgerWriter(folder, names());
        ShardPlan.Places places = plan.places()) {
      for (int part = 0; part < parts.count(); part++) {
        job.meter().check();
        write(part, places, ledger, tally);
      }
      return ledger.finish();
    }
  }

  /** What was measured of pages, and of those that a step compared: one of each step says it. */
  private MeasuredNames names() {
    MeasuredNames names = new MeasuredNames();
    names.addAll(parts.names());
    remains.named().forEach(names::add);
    mix.ifPresent(it -> it.all().forEach(names::add));
    Set<Integer> seen = new HashSet<>();
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      if (!selection.chosen(candidate) && seen.add(selection.step(candidate))) {
        names.add(reason(candidate));
      }
    }
    return names;
  }

  /** How many documents the ledger has for each shard. */
  long[] documents() {
    return documents.clone();
  }

  private void write(int part, ShardPlan.Places places, LedgerWriter ledger, RunTally tally) {
    int first = parts.firstCandidate(part);
    int candidate = first;
    SortedMap<Integer, Remainder> shortened = remains.of(part);
    try (Scan<LedgerRow> scan = segments.readLedger(part)) {
      while (scan.hasNext()) {
        LedgerRow row = scan.next();
        order.require(row.key());
        if (row.isKept()) {
          Optional<Remainder> left = Optional.ofNullable(shortened.get(candidate - first));
          row = settled(remains.rest(row, candidate, left, selection), candidate, places);
          candidate++;
        }
        ledger.add(row);
        tally.add(row);
        job.meter().add(1);
      }
    }
  }

  private LedgerRow settled(LedgerRow row, int candidate, ShardPlan.Places places) {
    LedgerRow settled =
        selection.chosen(candidate) ? placed(row, places.of(candidate)) : lost(row, candidate);
    int size = clusters.size(candidate);
    return size > 1
        ? RowSettling.clustered(settled, winner(clusters.last(candidate)), size)
        : settled;
  }

  private LedgerRow placed(LedgerRow row, List<ShardPlan.Place> places) {
    places.forEach(it -> documents[it.shard()]++);
    return RowSettling.placed(
        row, places.stream().map(it -> it.in(job.request().format())).toList());
  }

  private LedgerRow lost(LedgerRow row, int candidate) {
    return settling.lost(
        row, selection.step(candidate), loss(candidate), selection.lostToNobody(candidate));
  }

  /** Why a comparison dropped a candidate. */
  private Measurement reason(int candidate) {
    return settling.reason(selection.step(candidate), loss(candidate));
  }

  private GlobalStep.Loss loss(int candidate) {
    int group =
        selection.lostToEarlier(candidate)
            ? clusters.size(candidate)
            : selection.group(selection.winner(candidate));
    return new GlobalStep.Loss(winner(candidate), group, selection.measured(candidate));
  }

  /** Whom a candidate lost to: itself, if to nobody or not at all. */
  private Winner winner(int candidate) {
    if (selection.chosen(candidate)) {
      return Winner.of(signature(candidate));
    }
    return selection.lostToEarlier(candidate)
        ? earlier.document(selection.earlierWinner(candidate))
        : Winner.of(signature(selection.winner(candidate)));
  }

  private Signature signature(int candidate) {
    int part = parts.partOf(candidate);
    return signatures(part).get(candidate - parts.firstCandidate(part));
  }

  private List<Signature> signatures(int part) {
    List<Signature> known = recent.get(part);
    if (known != null) {
      return known;
    }
    List<Signature> all = new ArrayList<>();
    try (Scan<Signature> scan = segments.readSignatures(part)) {
      scan.forEachRemaining(all::add);
    }
    recent.put(part, all);
    return all;
  }
}

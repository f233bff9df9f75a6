package dev.sluice.spark.write;

import static java.util.Objects.requireNonNull;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Winner;
import dev.sluice.corpus.report.History;
import dev.sluice.corpus.report.LedgerWriter;
import dev.sluice.corpus.report.RunTally;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.PlanFile;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.corpus.work.BodyLoans;
import dev.sluice.corpus.work.ExportFacts;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.work.ManifestMaking;
import dev.sluice.corpus.work.MixMeasuring;
import dev.sluice.corpus.work.MixedOrder;
import dev.sluice.corpus.work.RowOrder;
import dev.sluice.corpus.work.RowSettling;
import dev.sluice.corpus.work.ShardCuts;
import dev.sluice.corpus.work.TextTaking;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PreparedRow;
import dev.sluice.spark.prepare.Prepared;
import dev.sluice.spark.wire.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Writes a corpus from what was prepared and chosen. The driver holds at most 60 bytes for each
 * candidate, and 40 more with a mix.
 */
public final class CorpusWriting {

  private static final Winner SOMEBODY = new Winner("", "", Instant.EPOCH, "");

  private final JavaSparkContext spark;
  private final ExportFacts facts;
  private final Broadcast<Worker> worker;
  private final OutputFiles files;
  private final long shardBytes;

  /**
   * The writing of a corpus.
   *
   * @param shardBytes most bytes of text in one shard
   */
  public CorpusWriting(
      JavaSparkContext spark,
      ExportFacts facts,
      Broadcast<Worker> worker,
      OutputFiles files,
      long shardBytes) {
    this.spark = spark;
    this.facts = facts;
    this.worker = worker;
    this.files = files;
    this.shardBytes = shardBytes;
  }

  /**
   * Writes all of it; the manifest comes last.
   *
   * @param candidates in the partitions of what was prepared
   * @param outcomes one for each, in the same partitions and order
   */
  public Manifest run(
      Prepared prepared,
      JavaPairRDD<Integer, CandidateRow> candidates,
      JavaRDD<OutcomeRow> outcomes,
      History history) {
    try (LocalFolder local = new LocalFolder();
        OutputFolder folder = OutputFolder.claim(local.path().resolve("corpus"), "on a cluster")) {
      Writing writing = new Writing(prepared, candidates, outcomes, folder);
      Manifest manifest = writing.run(history);
      publish(folder, manifest);
      files.finish();
      return manifest;
    }
  }

  /** All files that the driver has written, the manifest last. */
  private void publish(OutputFolder folder, Manifest manifest) {
    List<String> names = new ArrayList<>();
    folder.written().forEach(file -> names.add(file.file()));
    names.remove(OutputFolder.MANIFEST);
    names.add(OutputFolder.MANIFEST);
    names.forEach(name -> files.publish(folder.path().resolve(name), name));
  }

  /** A mix that is measured out. */
  private record Mixture(Mixed mixed, MixStep step, MixedOrder order, MixPlan plan) {}

  /** The writing of one corpus. */
  private final class Writing {

    private final Prepared prepared;
    private final JavaPairRDD<Integer, CandidateRow> candidates;
    private final JavaRDD<Tuple2<PreparedRow, List<OutcomeRow>>> rows;
    private final OutputFolder folder;
    private final Decision decision;
    private final Selection selection;
    private final Optional<Mixture> mix;
    private final Clusters clusters;

    Writing(
        Prepared prepared,
        JavaPairRDD<Integer, CandidateRow> candidates,
        JavaRDD<OutcomeRow> outcomes,
        OutputFolder folder) {
      this.prepared = prepared;
      this.candidates = candidates;
      this.rows = prepared.rows().zipPartitions(outcomes, CorpusWriting::paired);
      this.folder = folder;
      this.decision = Decision.of(candidates, outcomes, prepared.candidateCount());
      this.selection = decision.selection();
      SortedMap<Integer, GlobalStep> steps =
          new TreeMap<>(GlobalSteps.of(facts.recipe()).byNumber());
      this.mix = facts.mix().map(asked -> mix(asked, Clusters.of(selection, steps)));
      mix.ifPresent(it -> steps.put(facts.mixNumber(), it.step));
      this.clusters = Clusters.of(selection, steps);
    }

    private PairSorter sorter() {
      return new SortedRuns(folder.segments(), () -> {});
    }

    private Mixture mix(Mix asked, Clusters chosen) {
      if (selection.count() > 0) {
        new MixMeasuring(asked).requireMeasured(prepared.names().numbers(), facts.recipe());
      }
      Measuring measuring = new Measuring(worker, asked);
      Mixed mixed = measuring.mix(asked, rows, decision, chosen, this::sorter);
      MixMeasuring.leaveOut(mixed, selection, facts.mixNumber());
      MixedOrder order = new MixedOrder(mixed, this::sorter, shardBytes);
      MixPlan plan = mixed.plan().in(order.planned(facts.format()));
      PlanFile.settle(folder, Optional.of(plan));
      return new Mixture(mixed, mixed.step(), order, plan);
    }

    private boolean isRaw() {
      return facts.format().content() == ShardFormat.Content.RAW_PAGES;
    }

    Manifest run(History history) {
      RawBodies bodies = isRaw() ? RawBodies.of(rows, selection, sorter()) : RawBodies.NONE;
      Iterator<Long> sizes = isRaw() ? bodies.sizes() : decision.sizes();
      List<ShardCuts.Range> cuts =
          mix.isPresent() ? List.of() : ShardCuts.of(sizes, selection, shardBytes);
      int shards = mix.map(it -> it.plan.shards().size()).orElse(cuts.size());
      JavaRDD<byte[]> fates = fates(cuts, bodies.loans());
      JavaRDD<Ending> endings = rows.zipPartitions(fates, Ending::of);
      JavaRDD<byte[]> winners = Winners.of(fates, candidates, prepared.firstCandidates());
      List<FinishedShards.Finished> finished =
          new ShardJob(worker, files).run(endings, winners, shards);
      long[] inLedger = new long[shards];
      RunTally tally = new RunTally(facts.steps());
      List<List<String>> words = mix.map(it -> it.step.words()).orElse(List.of());
      Iterator<byte[]> ledgerRows = new LedgerJob(worker, words).rows(endings, winners);
      LedgerEntry ledger = ledger(ledgerRows, tally, finished, inLedger);
      return manifest(finished, ledger, inLedger, tally, history);
    }

    private JavaRDD<byte[]> fates(List<ShardCuts.Range> cuts, BodyLoans loans) {
      try (Places places =
          mix.<Places>map(it -> new Places.Mixed(it.order))
              .orElseGet(() -> new Places.InOrder(cuts))) {
        List<byte[]> all =
            new Fates(selection, clusters, mix.map(Mixture::mixed), loans)
                .of(prepared.firstCandidates(), places);
        return spark.parallelize(all, all.size());
      }
    }

    private LedgerEntry ledger(
        Iterator<byte[]> ledgerRows,
        RunTally tally,
        List<FinishedShards.Finished> finished,
        long[] inLedger) {
      Map<String, Integer> numbers = new HashMap<>();
      finished.forEach(it -> numbers.put(it.entry().file(), numbers.size()));
      RowOrder order = new RowOrder();
      try (LedgerWriter ledger = new LedgerWriter(folder, names())) {
        while (ledgerRows.hasNext()) {
          LedgerRow row = SegmentRows.settled(ledgerRows.next());
          order.require(row.key());
          ledger.add(row);
          tally.add(row);
          row.place()
              .ifPresent(
                  place ->
                      Stream.concat(Stream.of(place), place.further().stream())
                          .forEach(it -> inLedger[requireNonNull(numbers.get(it.shard()))]++));
        }
        return ledger.finish();
      }
    }

    /** What was measured of pages, and of those that a step compared: one of each step says it. */
    private MeasuredNames names() {
      MeasuredNames names = new MeasuredNames();
      names.addAll(prepared.names());
      TextTaking.of(facts.recipe()).named().forEach(names::add);
      mix.ifPresent(it -> it.step.all().forEach(names::add));
      RowSettling settling = new RowSettling(facts.recipe(), mix.map(Mixture::step));
      Set<Integer> seen = new HashSet<>();
      for (int candidate = 0; candidate < selection.count(); candidate++) {
        if (!selection.chosen(candidate) && seen.add(selection.step(candidate))) {
          GlobalStep.Loss loss = new GlobalStep.Loss(SOMEBODY, 1, selection.measured(candidate));
          names.add(settling.reason(selection.step(candidate), loss));
        }
      }
      return names;
    }

    private Manifest manifest(
        List<FinishedShards.Finished> finished,
        LedgerEntry ledger,
        long[] inLedger,
        RunTally tally,
        History history) {
      List<ShardEntry> shards = finished.stream().map(FinishedShards.Finished::entry).toList();
      DocumentFigures figures =
          finished.stream()
              .map(FinishedShards.Finished::figures)
              .reduce(DocumentFigures.NONE, DocumentFigures::plus);
      SortedMap<Integer, MixPlan.Amount> groups = new TreeMap<>();
      finished.forEach(
          it ->
              it.groups()
                  .forEach((group, more) -> groups.merge(group, more, MixPlan.Amount::plus)));
      ManifestMaking end =
          new ManifestMaking(
              facts,
              prepared.captures(),
              prepared.seeds(),
              selection,
              mix.map(Mixture::plan),
              groups);
      return end.write(
          folder,
          new ManifestMaking.Written(
              figures, shards, ledger, inLedger, Optional.empty(), Optional.empty()),
          tally,
          history);
    }
  }

  /** Rows with the outcomes of those that are candidates: one, or none. */
  private static Iterator<Tuple2<PreparedRow, List<OutcomeRow>>> paired(
      Iterator<PreparedRow> rows, Iterator<OutcomeRow> outcomes) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Tuple2<PreparedRow, List<OutcomeRow>> next() {
        PreparedRow row = rows.next();
        return new Tuple2<>(row, row.passed().isPresent() ? List.of(outcomes.next()) : List.of());
      }
    };
  }
}

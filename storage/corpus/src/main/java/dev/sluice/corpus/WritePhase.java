package dev.sluice.corpus;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ChangesEntry;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.report.History;
import dev.sluice.corpus.report.RunTally;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.PlanFile;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SelectionFile;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.work.ManifestMaking;
import dev.sluice.corpus.work.ShardNames;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The last phase: shards, then the ledger, then the report, then the manifest that says what they
 * are.
 */
final class WritePhase {

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Remains remains;
  private final Clusters clusters;
  private final Optional<ExportIndex> index;
  private final Optional<MixOutcome> mix;
  private final SortedMap<Integer, MixPlan.Amount> groups = new TreeMap<>();

  WritePhase(
      Job job,
      OutputFolder folder,
      SegmentFiles segments,
      Parts parts,
      Selection selection,
      Remains remains,
      Optional<ExportIndex> index,
      Optional<MixOutcome> mix) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.remains = remains;
    this.index = index;
    this.mix = mix;
    Map<Integer, GlobalStep> steps = new TreeMap<>(GlobalSteps.of(job.recipe()).byNumber());
    mix.ifPresent(it -> steps.put(job.mixNumber(), it.step()));
    this.clusters = Clusters.of(selection, steps);
  }

  Manifest run(History history) {
    StoredCandidates candidates = new StoredCandidates(job, segments, parts, remains, 0);
    SameBodies bodies =
        isRaw()
            ? SameBodies.of(candidates, selection, parts, segments)
            : SameBodies.none(parts, segments);
    try (ShardPlan plan = plan(candidates, bodies)) {
      return run(history, plan, bodies);
    }
  }

  private ShardPlan plan(StoredCandidates candidates, SameBodies bodies) {
    Leavings leavings = new Leavings(job, segments, parts, selection, remains);
    if (mix.isPresent()) {
      return new MixedPlan(job, segments, leavings, mix.get().mixed());
    }
    PlanFile.settle(folder, Optional.empty());
    Scan<Long> sizes =
        isRaw()
            ? DocumentSizes.ofBodies(segments, parts, bodies)
            : DocumentSizes.ofTexts(candidates);
    return KeyOrderPlan.of(sizes, selection, job.request().shardTextBytes(), leavings);
  }

  private boolean isRaw() {
    return job.request().format().content() == ShardFormat.Content.RAW_PAGES;
  }

  private Manifest run(History history, ShardPlan plan, SameBodies bodies) {
    job.meter().begin(Phase.WRITE, mix.map(it -> it.plan().planned().written()).orElse(chosen()));
    List<ShardEntry> shards = new ArrayList<>();
    DocumentFigures documents = writeShards(plan, bodies, shards);
    job.meter().begin(Phase.LEDGER, parts.captures());
    RunTally tally = new RunTally(job.facts().steps());
    LedgerTask task =
        new LedgerTask(
            job,
            folder,
            segments,
            parts,
            selection,
            clusters,
            remains,
            plan,
            mix.map(MixOutcome::step));
    LedgerEntry ledger = task.run(tally);
    Optional<ChangesEntry> changes =
        job.basis()
            .since()
            .map(older -> new ChangesTask(job, folder, segments, parts, selection).run());
    ManifestMaking end =
        new ManifestMaking(
            job.facts(),
            parts.captures(),
            parts.seeds(),
            selection,
            mix.map(MixOutcome::plan),
            groups);
    return end.write(
        folder,
        new ManifestMaking.Written(
            documents,
            shards,
            ledger,
            task.documents(),
            index.map(it -> it.entry(job.recipe())),
            changes),
        tally,
        history);
  }

  private long chosen() {
    return IntStream.range(0, selection.count()).filter(selection::chosen).count();
  }

  /** Writes all shards; gives what their documents say of themselves. */
  private DocumentFigures writeShards(ShardPlan plan, SameBodies bodies, List<ShardEntry> shards) {
    List<DocumentFigures> figures = new ArrayList<>();
    FinishedShards finished = new FinishedShards(folder, madeFrom());
    finished.removeOthers(names(plan));
    try (Crew<FinishedShards.Finished> crew =
        new Crew<>(
            job.request().threads(),
            job.meter(),
            result -> {
              shards.add(result.entry());
              figures.add(result.figures());
              result
                  .groups()
                  .forEach((group, more) -> groups.merge(group, more, MixPlan.Amount::plus));
            })) {
      for (int number = 0; number < plan.shards(); number++) {
        crew.add(
            new ShardTask(
                job, folder, clusters, mix.map(MixOutcome::mixed), bodies, finished, plan, number));
      }
      crew.finish();
    }
    return figures.stream().reduce(DocumentFigures.NONE, DocumentFigures::plus);
  }

  /** Everything that decides what is in the shards: segments and plan follow from it. */
  private String madeFrom() {
    String comparedWith = index.map(it -> it.digest(folder)).orElse("");
    String planned = mix.map(it -> " " + PlanFile.digest(it.plan())).orElse("");
    return job.identity() + comparedWith + " " + SelectionFile.digest(selection) + planned;
  }

  private Set<String> names(ShardPlan plan) {
    return IntStream.range(0, plan.shards())
        .boxed()
        .flatMap(number -> ShardNames.names(number, job.request().format()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}

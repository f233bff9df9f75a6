package dev.sluice.corpus;

import dev.sluice.corpus.work.Inputs;
import dev.sluice.corpus.work.Balance;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.card.CardFile;
import dev.sluice.corpus.card.DatasetCard;
import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ChangesEntry;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.InputEntry;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Manifest.SeedEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.report.History;
import dev.sluice.corpus.report.Report;
import dev.sluice.corpus.report.ReportFiles;
import dev.sluice.corpus.report.RunTally;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.PlanFile;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SelectionFile;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.Takedowns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
    mix.ifPresent(it -> checkMix(it.plan()));
    job.meter().begin(Phase.LEDGER, parts.captures());
    RunTally tally = new RunTally(job.steps());
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
    Manifest bare = manifest(tally.funnel(), documents, shards, ledger, changes);
    check(bare, task.documents());
    Report report = tally.finish(made(), history).mixed(mix.map(it -> mixture(it.plan())));
    ReportFiles.write(folder, report);
    CardFile.write(
        folder, new DatasetCard(bare, report, documents, tally.optOuts(), format()).text());
    Manifest manifest = bare.withFiles(others(bare));
    ManifestFile.write(folder, manifest);
    return manifest;
  }

  private String format() {
    return job.request().format().name();
  }

  /** The files that the manifest has yet to name; not the report, which depends on more. */
  private List<FileEntry> others(Manifest bare) {
    Set<String> named = new HashSet<>(ReportFiles.NAMES);
    bare.allFiles().forEach(file -> named.add(file.file()));
    return folder.written().stream().filter(file -> !named.contains(file.file())).toList();
  }

  private Report.Mixture mixture(MixPlan plan) {
    return new Report.Mixture(
        plan, IntStream.range(0, plan.groups().size()).mapToObj(this::written).toList());
  }

  private MixPlan.Amount written(int group) {
    return groups.getOrDefault(group, MixPlan.Amount.NONE);
  }

  /** What was written must be what was planned, group by group. */
  private void checkMix(MixPlan plan) {
    for (int number = 0; number < plan.groups().size(); number++) {
      MixPlan.Group group = plan.groups().get(number);
      if (!group.planned().equals(written(number))) {
        throw Balance.defect(
            "of the group '%s' of %s, %s was planned and %s was written"
                .formatted(group.name(), plan.mix(), group.planned(), written(number)));
      }
    }
  }

  private long chosen() {
    return IntStream.range(0, selection.count()).filter(selection::chosen).count();
  }

  private Report.Made made() {
    Recipe recipe = job.recipe();
    return new Report.Made(
        job.version(),
        job.snapshot().id(),
        recipe.name(),
        recipe.version(),
        recipe.hash(),
        job.request().source());
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
        .flatMap(number -> ShardPlan.names(number, job.request().format()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Manifest manifest(
      List<FunnelStep> funnel,
      DocumentFigures written,
      List<ShardEntry> shards,
      LedgerEntry ledger,
      Optional<ChangesEntry> changes) {
    Recipe recipe = job.recipe();
    long documents =
        mix.isPresent()
            ? sum().documents()
            : shards.stream().mapToLong(ShardEntry::documents).sum();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        job.version(),
        job.request().source(),
        new Manifest.SnapshotEntry(
            job.snapshot().id(), parts.captures(), job.basis().since().map(Snapshot::id)),
        new Manifest.RecipeEntry(recipe.name(), recipe.version(), recipe.hash(), recipe.expanded()),
        inputs(),
        seeds(written),
        takedowns(funnel),
        new Manifest.Counts(
            parts.captures(), documents, funnel.stream().mapToLong(FunnelStep::dropped).sum()),
        funnel,
        written.languages(),
        shards,
        ledger,
        index.map(it -> it.entry(recipe)),
        job.request().format().tokenizer(),
        mix.map(it -> entry(it.plan())),
        changes,
        List.of());
  }

  private List<InputEntry> inputs() {
    List<InputEntry> inputs = new ArrayList<>(Inputs.of(job.recipe()));
    job.request()
        .mix()
        .map(it -> new InputEntry("mix", it.file(), MixStep.NAME, it.bytes(), it.sha256()))
        .ifPresent(inputs::add);
    return inputs;
  }

  private MixPlan.Amount sum() {
    return groups.values().stream().reduce(MixPlan.Amount.NONE, MixPlan.Amount::plus);
  }

  private Manifest.MixEntry entry(MixPlan plan) {
    return new Manifest.MixEntry(
        plan.mix(),
        plan.sha256(),
        PlanFile.NAME,
        plan.seed(),
        plan.order(),
        plan.unit(),
        plan.planned(),
        sum());
  }

  /** What was kept out on demand: the first step of the funnel. */
  private Optional<Manifest.TakedownsEntry> takedowns(List<FunnelStep> funnel) {
    Takedowns demands = job.takedowns();
    return demands.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Manifest.TakedownsEntry(
                demands.all().size(), funnel.get(0).dropped(), demands.digest()));
  }

  private List<SeedEntry> seeds(DocumentFigures written) {
    List<SeedEntry> seeds = new ArrayList<>();
    new TreeMap<>(parts.seeds())
        .forEach(
            (name, captures) ->
                seeds.add(new SeedEntry(name, captures, written.seeds().getOrDefault(name, 0L))));
    return seeds;
  }

  /**
   * In = out + dropped, counted on four ways: captures read, documents written, rows written, and
   * what was left after each step that compares.
   *
   * @param inLedger documents that the ledger has for each shard
   */
  private void check(Manifest manifest, long[] inLedger) {
    Manifest.Counts counts = manifest.counts();
    if (manifest.ledger().rows() != counts.captures()) {
      throw Balance.defect(
          "the page steps took in %d captures, and the ledger has %d"
              .formatted(counts.captures(), manifest.ledger().rows()));
    }
    for (int i = 0; i < inLedger.length; i++) {
      ShardEntry shard = manifest.shards().get(i);
      if (shard.documents() != inLedger[i]) {
        throw Balance.defect(
            "%s has %d documents, and the ledger has %d of it"
                .formatted(shard.file(), shard.documents(), inLedger[i]));
      }
    }
    long left = counts.captures();
    for (int number = 0; number < manifest.funnel().size(); number++) {
      FunnelStep step = manifest.funnel().get(number);
      left -= step.dropped();
      OptionalLong chosen = left(number);
      if (chosen.isPresent() && left != chosen.getAsLong()) {
        throw Balance.defect(
            "the step '%s' took in %d pages and left %d, but the ledger says that it dropped %d"
                .formatted(step.step(), step.in(), chosen.getAsLong(), step.dropped()));
      }
    }
    if (left != counts.documents()) {
      throw Balance.defect(
          "%d captures came in, the steps left %d, but %d documents went out"
              .formatted(counts.captures(), left, counts.documents()));
    }
  }

  /**
   * How many pages a step left, as those know who came after it: the segments for the last of the
   * page steps, the selection for those that compare.
   */
  private OptionalLong left(int number) {
    List<StepKind> kinds = job.steps();
    int inRecipe = number - job.stepsBefore();
    if (kinds.get(number) instanceof StepKind.OfCandidates) {
      return OptionalLong.of(
          IntStream.range(0, selection.count())
              .filter(it -> selection.chosen(it) || selection.step(it) > inRecipe)
              .count());
    }
    boolean isLast =
        number + 1 == kinds.size() || kinds.get(number + 1) instanceof StepKind.OfCandidates;
    return isLast ? OptionalLong.of(parts.candidates()) : OptionalLong.empty();
  }
}

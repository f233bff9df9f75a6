package dev.sluice.corpus.work;

import dev.sluice.corpus.card.CardFile;
import dev.sluice.corpus.card.DatasetCard;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ChangesEntry;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.IndexEntry;
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
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.PlanFile;
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
import java.util.stream.IntStream;

/**
 * The end of an export: checks that every capture is accounted for, then writes the report, the
 * card and the manifest.
 *
 * @param captures how many were read
 * @param seeds how many of each seed
 * @param selection what became of those that passed all page steps
 * @param plan that of the mix, if there is one
 * @param groups what was written of each group of the mix, by its number
 */
public record ManifestMaking(
    ExportFacts facts,
    long captures,
    Map<String, Long> seeds,
    Selection selection,
    Optional<MixPlan> plan,
    SortedMap<Integer, MixPlan.Amount> groups) {

  /**
   * What was written.
   *
   * @param figures what the documents say of themselves
   * @param inLedger how many documents the ledger has for each shard
   * @param index the index of exports that it was recorded in, if there is one
   * @param changes what differs from an older snapshot, if it goes on from one
   */
  public record Written(
      DocumentFigures figures,
      List<ShardEntry> shards,
      LedgerEntry ledger,
      long[] inLedger,
      Optional<IndexEntry> index,
      Optional<ChangesEntry> changes) {}

  /** Writes what is left to write; the manifest comes last. */
  public Manifest write(OutputFolder folder, Written written, RunTally tally, History history) {
    plan.ifPresent(this::checkMix);
    Manifest bare = manifest(tally.funnel(), written);
    check(bare, written.inLedger);
    Report report = tally.finish(made(), history).with(plan.map(this::mixture), written.changes);
    ReportFiles.write(folder, report);
    String card =
        new DatasetCard(bare, report, written.figures, tally.optOuts(), facts.format().name())
            .text();
    CardFile.write(folder, card);
    Manifest manifest = bare.withFiles(others(folder, bare));
    ManifestFile.write(folder, manifest);
    return manifest;
  }

  /** The files that the manifest has yet to name; not the report, which depends on more. */
  private static List<FileEntry> others(OutputFolder folder, Manifest bare) {
    Set<String> named = new HashSet<>(ReportFiles.NAMES);
    bare.allFiles().forEach(file -> named.add(file.file()));
    return folder.written().stream().filter(file -> !named.contains(file.file())).toList();
  }

  private Report.Mixture mixture(MixPlan planned) {
    return new Report.Mixture(
        planned, IntStream.range(0, planned.groups().size()).mapToObj(this::written).toList());
  }

  private MixPlan.Amount written(int group) {
    return groups.getOrDefault(group, MixPlan.Amount.NONE);
  }

  /** What was written must be what was planned, group by group. */
  private void checkMix(MixPlan asked) {
    for (int number = 0; number < asked.groups().size(); number++) {
      MixPlan.Group group = asked.groups().get(number);
      if (!group.planned().equals(written(number))) {
        throw Balance.defect(
            "of the group '%s' of %s, %s was planned and %s was written"
                .formatted(group.name(), asked.mix(), group.planned(), written(number)));
      }
    }
  }

  private Report.Made made() {
    Recipe recipe = facts.recipe();
    return new Report.Made(
        facts.version(),
        facts.snapshot(),
        recipe.name(),
        recipe.version(),
        recipe.hash(),
        facts.source());
  }

  private Manifest manifest(List<FunnelStep> funnel, Written written) {
    Recipe recipe = facts.recipe();
    long documents =
        plan.isPresent()
            ? sum().documents()
            : written.shards.stream().mapToLong(ShardEntry::documents).sum();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        facts.version(),
        facts.source(),
        new Manifest.SnapshotEntry(facts.snapshot(), captures, facts.since()),
        new Manifest.RecipeEntry(recipe.name(), recipe.version(), recipe.hash(), recipe.expanded()),
        inputs(),
        seeds(written.figures),
        takedowns(funnel),
        new Manifest.Counts(
            captures, documents, funnel.stream().mapToLong(FunnelStep::dropped).sum()),
        funnel,
        written.figures.languages(),
        written.shards,
        written.ledger,
        written.index,
        facts.format().tokenizer(),
        plan.map(this::entry),
        written.changes,
        List.of());
  }

  private List<InputEntry> inputs() {
    List<InputEntry> inputs = new ArrayList<>(Inputs.of(facts.recipe()));
    facts
        .mix()
        .map(it -> new InputEntry("mix", it.file(), MixStep.NAME, it.bytes(), it.sha256()))
        .ifPresent(inputs::add);
    return inputs;
  }

  private MixPlan.Amount sum() {
    return groups.values().stream().reduce(MixPlan.Amount.NONE, MixPlan.Amount::plus);
  }

  private Manifest.MixEntry entry(MixPlan measured) {
    return new Manifest.MixEntry(
        measured.mix(),
        measured.sha256(),
        PlanFile.NAME,
        measured.seed(),
        measured.order(),
        measured.unit(),
        measured.planned(),
        sum());
  }

  /** What was kept out on demand: the first step of the funnel. */
  private Optional<Manifest.TakedownsEntry> takedowns(List<FunnelStep> funnel) {
    Takedowns demands = facts.takedowns();
    return demands.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Manifest.TakedownsEntry(
                demands.all().size(), funnel.get(0).dropped(), demands.digest()));
  }

  private List<SeedEntry> seeds(DocumentFigures written) {
    List<SeedEntry> all = new ArrayList<>();
    new TreeMap<>(seeds)
        .forEach(
            (name, count) ->
                all.add(new SeedEntry(name, count, written.seeds().getOrDefault(name, 0L))));
    return all;
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
    List<StepKind> kinds = facts.steps();
    int inRecipe = number - facts.stepsBefore();
    if (kinds.get(number) instanceof StepKind.OfCandidates) {
      return OptionalLong.of(
          IntStream.range(0, selection.count())
              .filter(it -> selection.chosen(it) || selection.step(it) > inRecipe)
              .count());
    }
    boolean isLast =
        number + 1 == kinds.size() || kinds.get(number + 1) instanceof StepKind.OfCandidates;
    return isLast ? OptionalLong.of(selection.count()) : OptionalLong.empty();
  }
}

package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.report.Funnel;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The third phase: shards, then the ledger, then the manifest that says what they are. */
final class WritePhase {

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;

  WritePhase(
      Job job, OutputFolder folder, SegmentFiles segments, Parts parts, Selection selection) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
  }

  Manifest run() {
    job.meter().begin(Phase.WRITE, parts.captures());
    List<ShardEntry> shards = new ArrayList<>();
    Map<String, Long> languages = new TreeMap<>();
    writeShards(shards, languages);
    Funnel funnel = new Funnel(job.steps());
    LedgerEntry ledger = new LedgerTask(job, folder, segments, parts, selection).run(funnel);
    Manifest manifest = manifest(funnel, languages, shards, ledger);
    check(manifest);
    ManifestFile.write(folder, manifest);
    return manifest;
  }

  private void writeShards(List<ShardEntry> shards, Map<String, Long> languages) {
    StoredCandidates candidates = new StoredCandidates(segments, parts, job.meter());
    long most = job.request().shardTextBytes();
    List<ShardPlan.Range> plan = ShardPlan.of(candidates, selection, most).shards();
    try (Crew<ShardTask.Result> crew =
        new Crew<>(
            job.request().threads(),
            job.meter(),
            result -> {
              shards.add(result.entry());
              result.languages().forEach((code, count) -> languages.merge(code, count, Long::sum));
            })) {
      for (int number = 0; number < plan.size(); number++) {
        crew.add(new ShardTask(job, folder, segments, parts, selection, number, plan.get(number)));
      }
      crew.finish();
    }
  }

  private Manifest manifest(
      Funnel funnel, Map<String, Long> languages, List<ShardEntry> shards, LedgerEntry ledger) {
    Recipe recipe = job.recipe();
    long documents = shards.stream().mapToLong(ShardEntry::documents).sum();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        job.version(),
        job.request().source(),
        new Manifest.SnapshotEntry(job.snapshot().id(), parts.captures()),
        new Manifest.RecipeEntry(recipe.name(), recipe.version(), recipe.hash(), recipe.expanded()),
        new Manifest.Counts(parts.captures(), documents, ledger.rows()),
        funnel.steps(parts.captures()),
        languages,
        shards,
        ledger);
  }

  /** In = out + dropped, counted on three ways: captures read, documents and rows written. */
  private static void check(Manifest manifest) {
    Manifest.Counts counts = manifest.counts();
    FunnelStep last = manifest.funnel().get(manifest.funnel().size() - 1);
    long left = last.in() - last.dropped();
    if (counts.captures() != counts.documents() + counts.dropped() || left != counts.documents()) {
      throw new ExportException(
          Problem.INCONSISTENT,
          String.format(
              "%d captures came in, but %d documents and %d ledger rows went out, and the steps"
                  + " left %d: this is a defect of Sluice, please report it; no manifest was written",
              counts.captures(), counts.documents(), counts.dropped(), left));
    }
  }
}

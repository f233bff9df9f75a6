package dev.sluice.corpus;

import dev.sluice.corpus.card.DocumentTally;
import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.ShardFiles;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardWriter;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** Writes one shard: those documents that the plan has for it. */
final class ShardTask implements Callable<ShardTask.Result> {

  /** The shard as the manifest names it, and what its documents say of themselves. */
  record Result(ShardEntry entry, DocumentFigures figures) {}

  private final Job job;
  private final OutputFolder folder;
  private final Clusters clusters;
  private final ShardPlan plan;
  private final int number;
  private final DocumentTally tally = new DocumentTally();

  ShardTask(Job job, OutputFolder folder, Clusters clusters, ShardPlan plan, int number) {
    this.job = job;
    this.folder = folder;
    this.clusters = clusters;
    this.plan = plan;
    this.number = number;
  }

  @Override
  public Result call() {
    ShardFormat format = job.request().format();
    List<String> names = ShardPlan.names(number, format);
    try (ShardFiles files = new ShardFiles(folder, names)) {
      OptionalLong tokens = writeTo(files, format);
      List<NewFile.Written> written = files.finish();
      return new Result(entry(names, written, tokens), tally.figures());
    }
  }

  private ShardEntry entry(List<String> names, List<NewFile.Written> written, OptionalLong tokens) {
    List<FileEntry> files = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      files.add(new FileEntry(names.get(i), written.get(i).bytes(), written.get(i).sha256()));
    }
    FileEntry first = files.get(0);
    DocumentFigures figures = tally.figures();
    return new ShardEntry(
        first.file(),
        figures.documents(),
        first.bytes(),
        figures.characters(),
        first.sha256(),
        tokens.isPresent() ? Optional.of(tokens.getAsLong()) : Optional.empty(),
        files.subList(1, files.size()));
  }

  private OptionalLong writeTo(ShardFiles files, ShardFormat format) {
    try (ShardWriter writer = format.begin(files.outs(), job.edition());
        Scan<ShardDocument> documents = plan.documents(number)) {
      while (documents.hasNext()) {
        job.meter().check();
        write(documents.next(), writer);
      }
      return writer.tokens();
    } catch (IOException notWritable) {
      throw files.trouble(notWritable);
    }
  }

  private void write(ShardDocument next, ShardWriter writer) throws IOException {
    int candidate = next.candidate();
    Document document =
        next.document().standingFor(clusters.exactCopies(candidate), clusters.size(candidate));
    writer.add(document, new StoredOriginal(job.snapshot(), document.key()));
    tally.add(document);
    job.meter().add(1);
  }
}

package dev.sluice.corpus;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardWriter;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Writes one shard: the chosen ones of a range of candidates. */
final class ShardTask implements Callable<ShardTask.Result> {

  /** The shard as the manifest names it, and its number of documents by language code. */
  record Result(ShardEntry entry, Map<String, Long> languages) {}

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Clusters clusters;
  private final int number;
  private final ShardPlan.Range range;
  private final Map<String, Long> languages = new TreeMap<>();
  private long documents;
  private long characters;

  ShardTask(
      Job job,
      OutputFolder folder,
      SegmentFiles segments,
      Parts parts,
      Selection selection,
      Clusters clusters,
      int number,
      ShardPlan.Range range) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.clusters = clusters;
    this.number = number;
    this.range = range;
  }

  @Override
  public Result call() {
    ShardFormat format = job.request().format();
    String name = ShardPlan.name(number, format);
    try (NewFile file = folder.begin(name)) {
      writeTo(file, format);
      NewFile.Written written = file.finish();
      return new Result(
          new ShardEntry(name, documents, written.bytes(), characters, written.sha256()),
          languages);
    }
  }

  private void writeTo(NewFile file, ShardFormat format) {
    try (ShardWriter writer = format.begin(file.out(), job.edition())) {
      int lastPart = parts.partOf(range.end() - 1);
      for (int part = parts.partOf(range.first()); part <= lastPart; part++) {
        copy(part, writer);
      }
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private void copy(int part, ShardWriter writer) throws IOException {
    int candidate = parts.firstCandidate(part);
    try (Scan<Document> scan = segments.readDocuments(part)) {
      for (; scan.hasNext() && candidate < range.end(); candidate++) {
        Document document = scan.next();
        if (candidate >= range.first() && selection.chosen(candidate)) {
          job.meter().check();
          writer.add(
              document.standingFor(clusters.exactCopies(candidate), clusters.size(candidate)));
          count(document);
          job.meter().add(1);
        }
      }
    }
  }

  private void count(Document document) {
    documents++;
    characters += document.text().codePointCount(0, document.text().length());
    languages.merge(document.language().map(LanguageLabel::code).orElse("und"), 1L, Long::sum);
  }
}

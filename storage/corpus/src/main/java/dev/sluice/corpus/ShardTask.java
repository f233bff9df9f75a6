package dev.sluice.corpus;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.ShardFiles;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardWriter;
import dev.sluice.corpus.text.TextJoiner;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Writes one shard: the chosen ones of a range of candidates. */
final class ShardTask implements Callable<FinishedShards.Finished> {

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Remains remains;
  private final Clusters clusters;
  private final FinishedShards finished;
  private final int number;
  private final ShardPlan.Range range;
  private final TextJoiner joiner = new TextJoiner();
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
      Remains remains,
      FinishedShards finished,
      int number,
      ShardPlan.Range range) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.remains = remains;
    this.clusters = clusters;
    this.finished = finished;
    this.number = number;
    this.range = range;
  }

  /** Writes the shard, unless an earlier run of the same export has. */
  @Override
  public FinishedShards.Finished call() {
    job.meter().check();
    String name = ShardPlan.name(number, job.request().format());
    Optional<FinishedShards.Finished> earlier = finished.find(name);
    if (earlier.isPresent()) {
      job.meter().add(earlier.get().entry().documents());
      return earlier.get();
    }
    FinishedShards.Finished written = new FinishedShards.Finished(write(), languages);
    finished.add(written);
    return written;
  }

  private ShardEntry write() {
    ShardFormat format = job.request().format();
    List<String> names = ShardPlan.names(number, format);
    try (ShardFiles files = new ShardFiles(folder, names)) {
      OptionalLong tokens = writeTo(files, format);
      return entry(names, files.finish(), tokens);
    }
  }

  private ShardEntry entry(List<String> names, List<NewFile.Written> written, OptionalLong tokens) {
    List<FileEntry> files = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      files.add(new FileEntry(names.get(i), written.get(i).bytes(), written.get(i).sha256()));
    }
    FileEntry first = files.get(0);
    return new ShardEntry(
        first.file(),
        documents,
        first.bytes(),
        characters,
        first.sha256(),
        tokens.isPresent() ? Optional.of(tokens.getAsLong()) : Optional.empty(),
        files.subList(1, files.size()));
  }

  private OptionalLong writeTo(ShardFiles files, ShardFormat format) {
    try (ShardWriter writer = format.begin(files.outs(), job.edition())) {
      int lastPart = parts.partOf(range.end() - 1);
      for (int part = parts.partOf(range.first()); part <= lastPart; part++) {
        copy(part, writer);
      }
      return writer.tokens();
    } catch (IOException notWritable) {
      throw files.trouble(notWritable);
    }
  }

  private void copy(int part, ShardWriter writer) throws IOException {
    int first = parts.firstCandidate(part);
    int candidate = first;
    SortedMap<Integer, Remainder> shortened = remains.of(part);
    try (Scan<Document> scan = segments.readDocuments(part)) {
      for (; scan.hasNext() && candidate < range.end(); candidate++) {
        Document document = scan.next();
        if (candidate >= range.first() && selection.chosen(candidate)) {
          job.meter().check();
          Optional<Remainder> left = Optional.ofNullable(shortened.get(candidate - first));
          Document rest = rest(document, left, candidate);
          writer.add(
              rest.standingFor(clusters.exactCopies(candidate), clusters.size(candidate)),
              new StoredOriginal(job.snapshot(), document.key()));
          count(rest);
          job.meter().add(1);
        }
      }
    }
  }

  /** What steps that take text out have left of a document. */
  private Document rest(Document document, Optional<Remainder> left, int candidate) {
    Document rest =
        left.map(it -> document.withText(joiner.without(document.text(), it.cuts()), it.textHash()))
            .orElse(document);
    return remains.isEmpty()
        ? rest
        : rest.withMeasurements(remains.removed(candidate, left, selection));
  }

  private void count(Document document) {
    documents++;
    characters += document.text().codePointCount(0, document.text().length());
    languages.merge(document.language().map(LanguageLabel::code).orElse("und"), 1L, Long::sum);
  }
}

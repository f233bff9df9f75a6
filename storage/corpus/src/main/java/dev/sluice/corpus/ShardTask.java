package dev.sluice.corpus;

import dev.sluice.corpus.card.DocumentTally;
import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.ShardFiles;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardWriter;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Writes one shard: those documents that the plan has for it. */
final class ShardTask implements Callable<FinishedShards.Finished> {

  private final Job job;
  private final OutputFolder folder;
  private final Clusters clusters;
  private final Optional<Mixed> mixed;
  private final SameBodies.Lenders lenders;
  private final FinishedShards finished;
  private final ShardPlan plan;
  private final int number;
  private final DocumentTally tally = new DocumentTally();
  private final Map<Integer, MixPlan.Amount> groups = new TreeMap<>();
  private long lines;
  private long characters;

  ShardTask(
      Job job,
      OutputFolder folder,
      Clusters clusters,
      Optional<Mixed> mixed,
      SameBodies bodies,
      FinishedShards finished,
      ShardPlan plan,
      int number) {
    this.job = job;
    this.folder = folder;
    this.clusters = clusters;
    this.mixed = mixed;
    this.lenders = bodies.new Lenders();
    this.finished = finished;
    this.plan = plan;
    this.number = number;
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
    ShardEntry entry = write();
    FinishedShards.Finished written = new FinishedShards.Finished(entry, tally.figures(), groups);
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
        lines,
        first.bytes(),
        characters,
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
    long before = writer.tokens().orElse(0);
    Optional<CaptureKey> lender = lenders.of(candidate, document.provenance().bodyHash());
    writer.add(document, new StoredOriginal(job.snapshot(), document.key(), lender));
    count(document, next.copy());
    mixed.ifPresent(mix -> count(mix, next, writer.tokens().orElse(0) - before));
    job.meter().add(1);
  }

  private void count(Document document, int copy) {
    lines++;
    characters += document.text().codePointCount(0, document.text().length());
    if (copy == 0) {
      tally.add(document);
    }
  }

  /** Counts what goes out anew; but tokens as they were counted before, if the format has none. */
  private void count(Mixed mix, ShardDocument next, long tokens) {
    String text = next.document().text();
    long units =
        switch (job.request().mix().orElseThrow().unit()) {
          case DOCUMENTS -> 1;
          case CHARACTERS -> text.codePointCount(0, text.length());
          case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
          case TOKENS -> tokens > 0 ? tokens : mix.units(next.candidate());
        };
    groups.merge(
        mix.group(next.candidate()),
        new MixPlan.Amount(next.copy() == 0 ? 1 : 0, 1, units),
        MixPlan.Amount::plus);
  }
}

package dev.sluice.corpus.work;

import dev.sluice.corpus.card.DocumentTally;
import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.ShardFiles;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes one shard, and counts what goes into it. For one thread, once. */
public final class ShardMaking {

  private final OutputFolder folder;
  private final ShardFormat format;
  private final Edition edition;
  private final Optional<MixUnit> unit;
  private final int number;
  private final DocumentTally tally = new DocumentTally();
  private final Map<Integer, MixPlan.Amount> groups = new TreeMap<>();
  private long lines;
  private long characters;

  /**
   * The making of a shard.
   *
   * @param folder where its files appear
   * @param unit what a mix counts; empty without one
   * @param number that of the shard, from 0
   */
  public ShardMaking(
      OutputFolder folder,
      ShardFormat format,
      Edition edition,
      Optional<MixUnit> unit,
      int number) {
    this.folder = folder;
    this.format = format;
    this.edition = edition;
    this.unit = unit;
    this.number = number;
  }

  /** Writes these documents, in their order. */
  public FinishedShards.Finished write(Iterator<Outgoing> documents) {
    List<String> names = ShardNames.names(number, format);
    try (ShardFiles files = new ShardFiles(folder, names)) {
      OptionalLong tokens = writeTo(files, documents);
      ShardEntry entry = entry(names, files.finish(), tokens);
      return new FinishedShards.Finished(entry, tally.figures(), groups);
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

  private OptionalLong writeTo(ShardFiles files, Iterator<Outgoing> documents) {
    try (ShardWriter writer = format.begin(files.outs(), edition)) {
      while (documents.hasNext()) {
        write(documents.next(), writer);
      }
      return writer.tokens();
    } catch (IOException notWritable) {
      throw files.trouble(notWritable);
    }
  }

  private void write(Outgoing next, ShardWriter writer) throws IOException {
    Document document = next.told();
    long before = writer.tokens().orElse(0);
    writer.add(document, next.original());
    count(document, next.copy());
    next.share()
        .ifPresent(it -> count(it, document, next.copy(), writer.tokens().orElse(0) - before));
  }

  private void count(Document document, int copy) {
    lines++;
    characters += document.text().codePointCount(0, document.text().length());
    if (copy == 0) {
      tally.add(document);
    }
  }

  /** Counts what goes out anew; but tokens as they were counted before, if the format has none. */
  private void count(Outgoing.Share share, Document document, int copy, long tokens) {
    String text = document.text();
    long units =
        switch (unit.orElseThrow()) {
          case DOCUMENTS -> 1;
          case CHARACTERS -> text.codePointCount(0, text.length());
          case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
          case TOKENS -> tokens > 0 ? tokens : share.units();
        };
    groups.merge(
        share.group(), new MixPlan.Amount(copy == 0 ? 1 : 0, 1, units), MixPlan.Amount::plus);
  }
}

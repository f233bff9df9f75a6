package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.FinishedExport;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.MergedChain;
import dev.sluice.pages.settings.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Puts a chain of exports together: the documents of all of them but those that a later one
 * withdraws. Lines are copied as they are; each shard becomes a shard.
 *
 * <p>Memory: 64 bits of the id of each withdrawn document. Two different ids of a hundred million
 * share them with a probability of 1 to 3,700.
 */
public final class ChainMerge {

  private static final int LEVEL = 3;
  private static final String LINES = ".jsonl.zst";

  private final List<Path> folders;
  private final List<FinishedExport> exports = new ArrayList<>();
  private final List<long[]> withdrawals = new ArrayList<>();
  private final JsonFactory factory = new JsonFactory();
  private long documents;
  private long withdrawn;

  /**
   * A chain.
   *
   * @param folders of its exports, the first one of everything, each further one since that before
   *     it
   * @throws SettingsException if they are no chain
   */
  public ChainMerge(List<Path> folders) {
    this.folders = List.copyOf(folders);
    for (Path folder : folders) {
      exports.add(ManifestFile.finished(folder));
    }
    for (int i = 0; i < folders.size(); i++) {
      requireLink(i);
    }
  }

  private void requireLink(int number) {
    Manifest own = exports.get(number).manifest();
    if (own.shards().stream().anyMatch(shard -> !shard.file().endsWith(LINES))) {
      throw broken(number, "holds no lines of JSON: the guide shows how other formats are merged");
    }
    if (number == 0) {
      if (own.changes().isPresent()) {
        throw broken(0, "goes on from another export: name that one before it");
      }
      return;
    }
    FinishedExport before = exports.get(number - 1);
    if (own.changes().isEmpty()) {
      throw broken(number, "is an export of everything: a chain begins with it");
    }
    if (!own.snapshot().since().equals(Optional.of(before.manifest().snapshot().id()))) {
      throw broken(number, "does not go on from the snapshot of " + folders.get(number - 1));
    }
    if (!own.recipe().hash().equals(before.manifest().recipe().hash())) {
      throw broken(number, "is by another recipe than " + folders.get(number - 1));
    }
    if (own.changes().get().after().filter(it -> !it.equals(before.sha256())).isPresent()) {
      throw broken(number, "follows another export than " + folders.get(number - 1));
    }
  }

  private SettingsException broken(int number, String why) {
    return new SettingsException(folders.get(number) + " " + why);
  }

  /** What tells this merge from others. */
  public String identity() {
    return "merge " + exports.stream().map(FinishedExport::sha256).toList() + "\n";
  }

  /**
   * Writes the documents.
   *
   * @throws ExportException if a file cannot be read or written
   */
  public MergedChain run(OutputFolder out) {
    for (int i = 0; i < folders.size(); i++) {
      withdrawals.add(i == 0 ? new long[0] : withdrawnBy(folders.get(i)));
    }
    List<FileEntry> shards = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      for (Manifest.ShardEntry shard : exports.get(i).manifest().shards()) {
        shards.add(copy(i, shard, out, shards.size()));
      }
    }
    Manifest last = exports.get(exports.size() - 1).manifest();
    MergedChain merged =
        new MergedChain(
            exports.stream().map(FinishedExport::sha256).toList(),
            exports.stream().map(it -> it.manifest().sluiceVersion()).distinct().toList(),
            last.snapshot().id(),
            last.recipe().hash(),
            documents,
            withdrawn,
            shards);
    ManifestFile.write(out, merged);
    return merged;
  }

  private long[] withdrawnBy(Path folder) {
    Path file = folder.resolve("changes" + LINES);
    LongStream.Builder ids = LongStream.builder();
    try (BufferedReader lines = lines(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ids.add(Document.idPrefix(id(file, line)));
      }
    } catch (IOException unreadable) {
      throw FileTrouble.reading(file, unreadable);
    }
    return ids.build().sorted().toArray();
  }

  private FileEntry copy(int number, Manifest.ShardEntry shard, OutputFolder out, int place) {
    Path from = folders.get(number).resolve(shard.file());
    String name = String.format(Locale.ROOT, "documents-%05d%s", place, LINES);
    try (NewFile file = out.begin(name)) {
      try (BufferedReader lines = lines(from)) {
        copy(number, from, lines, file);
      } catch (IOException unreadable) {
        throw FileTrouble.reading(from, unreadable);
      }
      NewFile.Written written = file.finish();
      return new FileEntry(name, written.bytes(), written.sha256());
    }
  }

  private void copy(int number, Path from, BufferedReader lines, NewFile file) throws IOException {
    OutputStream frame = frame(file);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (stands(number, Document.idPrefix(id(from, line)))) {
        documents++;
        write(file, frame, (line + "\n").getBytes(StandardCharsets.UTF_8));
      } else {
        withdrawn++;
      }
    }
    try {
      frame.close();
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private static OutputStream frame(NewFile file) {
    try {
      return new ZstdOutputStream(file.out(), LEVEL).setChecksum(true);
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private static void write(NewFile file, OutputStream frame, byte[] bytes) {
    try {
      frame.write(bytes);
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private boolean stands(int number, long id) {
    return withdrawals.subList(number + 1, withdrawals.size()).stream()
        .noneMatch(later -> Arrays.binarySearch(later, id) >= 0);
  }

  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new ZstdInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8.newDecoder()));
  }

  /** The id of a line's object. */
  private String id(Path file, String line) {
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isId = json.currentName().equals("id");
        json.nextToken();
        if (isId) {
          return json.getString();
        }
        json.skipChildren();
      }
    } catch (JacksonException notJson) {
      throw new ExportException(
          Problem.DAMAGED, file + " has a line that is no JSON: export it again", notJson);
    }
    throw new ExportException(Problem.DAMAGED, file + " has a line without an id: export it again");
  }
}

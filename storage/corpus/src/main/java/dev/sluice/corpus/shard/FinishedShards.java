package dev.sluice.corpus.shard;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.MixPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shards of an unfinished export that are written: an export that was stopped or killed while
 * it wrote does not write them again.
 *
 * <p>Beside the segments lies a small file for each, written when the shard has its name. It says
 * what the shard was made from, and what the manifest will say of it. A shard counts as written
 * only if that is what this run would make it from, and each of its files still has the length and
 * the digest that it says: to read a shard costs little beside writing it, and so nothing gets into
 * a manifest that is not in the folder.
 */
public final class FinishedShards {

  private static final String SUFFIX = ".shard.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(Include.NON_ABSENT))
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final OutputFolder folder;
  private final String madeFrom;

  /**
   * The shards in a folder.
   *
   * @param madeFrom names all that decides what is in a shard: equal texts give equal shards
   */
  public FinishedShards(OutputFolder folder, String madeFrom) {
    this.folder = folder;
    this.madeFrom = madeFrom;
  }

  /**
   * A shard that is written.
   *
   * @param figures what its documents say of themselves, each document once
   * @param groups what was written of each group of a mix, by its number; empty without one
   */
  public record Finished(
      ShardEntry entry, DocumentFigures figures, Map<Integer, MixPlan.Amount> groups) {

    /** The same as JSON, for those who tell it others. */
    public String json() {
      return MAPPER.writeValueAsString(this);
    }

    /** The shard of which {@link #json} is this. */
    public static Finished of(String json) {
      return MAPPER.readValue(json, Finished.class);
    }

    /** All of its files, the shard itself first. */
    Stream<FileEntry> files() {
      FileEntry first = new FileEntry(entry.file(), entry.bytes(), entry.sha256());
      return Stream.concat(Stream.of(first), entry.beside().stream());
    }
  }

  /** What lies in the file of a shard. */
  private record Note(String madeFrom, Finished shard) {}

  /** The shard of this name, if it is written, whole and made from the same. */
  public Optional<Finished> find(String name) {
    return read(file(name))
        .filter(note -> note.madeFrom.equals(madeFrom))
        .map(Note::shard)
        .filter(shard -> shard.files().allMatch(this::isWhole));
  }

  private static Optional<Note> read(Path file) {
    try {
      return Optional.of(MAPPER.readValue(Files.readString(file), Note.class));
    } catch (IOException | JacksonException notWritten) {
      return Optional.empty();
    }
  }

  private boolean isWhole(FileEntry entry) {
    Path file = folder.path().resolve(entry.file());
    try {
      return Files.size(file) == entry.bytes() && digest(file).equals(entry.sha256());
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException unreadable) {
      throw FileTrouble.reading(file, unreadable);
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = NewFile.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Notes that a shard is written: all of its files have their names. */
  public void add(Finished shard) {
    try (NewFile file = new NewFile(file(shard.entry().file()), folder.segments())) {
      write(file, MAPPER.writeValueAsString(new Note(madeFrom, shard)));
      file.finish();
    }
  }

  private static void write(NewFile file, String json) {
    try {
      file.out().write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  /**
   * Removes shards that an earlier run has left and this one will not replace, since fewer
   * documents are chosen by now.
   *
   * @param names of all files of all shards that there will be
   */
  public void removeOthers(Set<String> names) {
    try (DirectoryStream<Path> shards =
        Files.newDirectoryStream(folder.path(), OutputFolder.SHARD_PREFIX + "*")) {
      for (Path shard : shards) {
        if (!names.contains(shard.getFileName().toString())) {
          Files.delete(shard);
        }
      }
    } catch (IOException stays) {
      throw FileTrouble.writing(folder.work(), stays);
    }
  }

  private Path file(String name) {
    return folder.segments().resolve(name + SUFFIX);
  }
}

package dev.sluice.pages.snapshot;

import dev.sluice.pages.folder.FolderMark;
import dev.sluice.pages.folder.FolderTrouble;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.StoreExtent;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The file {@code sluice-snapshot}, which says what a snapshot is. Lines of {@code name=value}. */
public final class SnapshotMark {

  private static final String FILE = "sluice-snapshot";
  private static final String COUNT = "count.";

  private SnapshotMark() {}

  /** Whether a folder has a mark, and so is a snapshot. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * Reads the mark of a snapshot's folder.
   *
   * @throws StoreException that names the file and the way out, if it is damaged or missing
   */
  static NamedSnapshot read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Properties lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      requireStoreMark(folder);
      return parse(lines);
    } catch (IllegalArgumentException | DateTimeException | CharacterCodingException damage) {
      throw damaged(folder, file + " cannot be read (" + damage.getMessage() + ")", damage);
    } catch (NoSuchFileException missing) {
      throw damaged(folder, missing.getMessage() + " is missing", missing);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("read", file, failure);
    }
  }

  private static void requireStoreMark(Path folder) throws IOException {
    Path mark = folder.resolve(FolderMark.FILE);
    if (!Files.exists(mark)) {
      throw new NoSuchFileException(mark.toString());
    }
  }

  /** A snapshot is damaged: what is wrong with it, and the only thing that can be done. */
  private static StoreException damaged(Path folder, String what, Throwable cause) {
    return new StoreException(
        Problem.CORRUPT,
        what
            + ": the snapshot '"
            + folder.getFileName()
            + "' is damaged. Restore the file from a backup, or delete the snapshot",
        cause);
  }

  private static NamedSnapshot parse(Properties lines) {
    Map<String, Long> counts = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(COUNT)) {
        counts.put(key.substring(COUNT.length()), number(lines, key));
      }
    }
    return new NamedSnapshot(
        text(lines, "name"),
        Instant.parse(text(lines, "created")),
        Making.valueOf(text(lines, "made")),
        text(lines, "sluice"),
        text(lines, "store"),
        number(lines, "sequence"),
        new StoreExtent(
            number(lines, "captures"), number(lines, "bodies"), number(lines, "body-bytes")),
        counts,
        number(lines, "bytes"));
  }

  private static String text(Properties lines, String key) {
    String value = lines.getProperty(key);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("it has no '" + key + "'");
    }
    return value;
  }

  private static long number(Properties lines, String key) {
    return Long.parseLong(text(lines, key));
  }

  /**
   * Writes the mark into a folder, which is no snapshot before.
   *
   * @throws IOException if it cannot be written
   */
  static void write(Path folder, NamedSnapshot snapshot) throws IOException {
    StringBuilder lines =
        new StringBuilder("# This folder is a snapshot of a Sluice store; it never changes.\n");
    line(lines, "name", snapshot.name());
    line(lines, "created", snapshot.createdAt());
    line(lines, "made", snapshot.making());
    line(lines, "sluice", snapshot.sluiceVersion());
    line(lines, "store", snapshot.storeId());
    line(lines, "sequence", snapshot.sequenceNumber());
    line(lines, "captures", snapshot.extent().captures());
    line(lines, "bodies", snapshot.extent().bodies());
    line(lines, "body-bytes", snapshot.extent().bodyBytes());
    line(lines, "bytes", snapshot.bytes());
    new TreeMap<>(snapshot.counts()).forEach((name, count) -> line(lines, COUNT + name, count));
    Files.writeString(folder.resolve(FILE), lines);
  }

  private static void line(StringBuilder lines, String key, Object value) {
    lines.append(key).append('=').append(value).append('\n');
  }
}

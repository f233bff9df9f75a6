package dev.sluice.pages.demand;

import dev.sluice.pages.folder.FolderMark;
import dev.sluice.pages.folder.FolderTrouble;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedown.Kind;
import dev.sluice.pages.model.Takedown.Note;
import dev.sluice.pages.model.Takedown.Target;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The demands of a data folder in the file {@code takedowns}; its package says how. */
public final class TakedownFile implements TakedownBook {

  /** The file's name in the data folder. */
  public static final String NAME = "takedowns";

  private static final String HEAD =
      "# Who asked that what be used no more. Written by 'sluice takedown'; each line seals those"
          + " before it.\n";
  private static final String ADD = "add";
  private static final String WITHDRAW = "withdraw";
  private static final String REMOVED = "removed";

  /** A system's lock on a file is one process's, whose threads have to take turns themselves. */
  private static final ReentrantLock WRITING = new ReentrantLock();

  private final Path folder;
  private final Path file;

  /** The demands of this data folder, which need not have any. */
  public TakedownFile(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(NAME);
  }

  @Override
  public List<Takedown> all() {
    return List.copyOf(parse(text()).values());
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException none) {
      return HEAD;
    } catch (java.nio.charset.CharacterCodingException damaged) {
      throw damaged("it is not in UTF-8", damaged);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("read", file, failure);
    }
  }

  private Map<String, Takedown> parse(String text) {
    Map<String, Takedown> all = new LinkedHashMap<>();
    try {
      int number = 0;
      for (List<String> row : SealedLines.read(text)) {
        number++;
        apply(row, all, number);
      }
    } catch (SealedLines.Damage damage) {
      throw damaged("line " + damage.line() + ": " + damage.getMessage(), damage);
    }
    return all;
  }

  private void apply(List<String> row, Map<String, Takedown> all, int number) {
    try {
      Instant at = Instant.parse(row.get(0));
      String id = row.get(2);
      switch (row.get(1)) {
        case ADD -> all.put(id, added(row, at));
        case WITHDRAW -> all.computeIfPresent(id, (key, it) -> it.withdrawn(note(row, at)));
        case REMOVED -> all.computeIfPresent(id, (key, it) -> it.removed(note(row, at)));
        default -> throw new IllegalArgumentException("'" + row.get(1) + "' is not known");
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException wrong) {
      throw damaged("entry " + number + " cannot be understood: " + wrong.getMessage(), wrong);
    }
  }

  private static Takedown added(List<String> row, Instant at) {
    return new Takedown(
        row.get(2),
        Kind.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
        row.get(4),
        row.get(5),
        row.get(6),
        at,
        Optional.empty(),
        List.of());
  }

  private static Note note(List<String> row, Instant at) {
    return new Note(at, row.get(3));
  }

  /** Nothing may be exported as if there were no demands. */
  private StoreException damaged(String what, Exception cause) {
    return new StoreException(
        Problem.CORRUPT,
        file
            + ": "
            + what
            + ". Nothing is exported or crawled while it cannot be told what was taken down:"
            + " restore the file from a backup; or move it away and write the demands down again,"
            + " which stand in it as lines of text",
        cause);
  }

  @Override
  public List<Takedown> add(List<Target> targets, String reason, String asker, Instant at) {
    if (reason.isBlank()) {
      throw new SettingsException("the reason is empty: say why the pages are taken down");
    }
    return change(
        all -> {
          List<List<String>> rows = new ArrayList<>();
          for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            rows.add(
                List.of(
                    at.toString(),
                    ADD,
                    "T" + (all.size() + i + 1),
                    target.kind().word(),
                    target.what(),
                    reason.strip(),
                    asker.strip()));
          }
          return rows;
        });
  }

  @Override
  public Takedown withdraw(String id, String reason, Instant at) {
    return change(
            all -> {
              Takedown demand = require(id, all);
              if (!demand.stands()) {
                throw new SettingsException(
                    id + " was withdrawn at " + demand.withdrawn().orElseThrow().at());
              }
              return List.of(List.of(at.toString(), WITHDRAW, id, reason.strip()));
            })
        .get(0);
  }

  @Override
  public Takedown noteRemoval(String id, String what, Instant at) {
    return change(
            all -> {
              require(id, all);
              return List.of(List.of(at.toString(), REMOVED, id, what));
            })
        .get(0);
  }

  private Takedown require(String id, Map<String, Takedown> all) {
    Takedown known = all.get(id);
    if (known == null) {
      throw new SettingsException(
          folder + " has no demand '" + id + "'" + Nearest.hint(id, all.keySet()));
    }
    return known;
  }

  /** Adds lines, while nobody else does; gives the demands that they are about. */
  private List<Takedown> change(Function<Map<String, Takedown>, List<List<String>>> lines) {
    FolderMark.read(folder); // demands about a folder that is no store would never be heeded
    WRITING.lock();
    try (FileChannel lockFile =
            FileChannel.open(
                folder.resolve(NAME + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = lockFile.lock()) {
      String before = text();
      List<List<String>> rows = lines.apply(parse(before));
      String after = SealedLines.append(before, rows);
      replace(after);
      Map<String, Takedown> all = parse(after);
      return rows.stream().map(row -> all.get(row.get(2))).toList();
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("written", file, failure);
    } finally {
      WRITING.unlock();
    }
  }

  private void replace(String text) throws IOException {
    Path next = folder.resolve(NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public String state() {
    try {
      BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
      return known.fileKey() + " " + known.lastModifiedTime() + " " + known.size();
    } catch (IOException none) {
      return "";
    }
  }
}

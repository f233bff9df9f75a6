package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.Manifest.FileEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that an export writes to, claimed for one process until closed.
 *
 * <p>It must be new or empty, or hold the unfinished export of the very same request; anything else
 * is refused before a byte is written, so no export ever mixes with other files.
 */
public final class OutputFolder implements AutoCloseable {

  /** Name of the manifest. */
  public static final String MANIFEST = "manifest.json";

  /** What a chain of exports became. */
  static final String MERGED = "merged.json";

  /** What {@code sha256sum} writes of all files but this one, and checks. */
  public static final String SUMS = "SHA256SUMS";

  /** How the names of shards begin. */
  static final String SHARD_PREFIX = "documents-";

  private static final String OWN_NAMES =
      "documents-\\d+\\..*|ledger\\..*|report\\..*|changes\\..*|merged\\.json|manifest\\.json|plan\\.json"
          + "|README\\.md|SHA256SUMS|\\.work";

  private final Path folder;
  private final FileChannel lockFile;
  private final SortedMap<String, FileEntry> written = new TreeMap<>();

  private OutputFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Claims a folder, which is made if it is not there.
   *
   * @param request what is exported, as text: equal texts are the same export
   */
  public static OutputFolder claim(Path folder, String request) {
    try {
      refuseForeign(folder, entries(folder), request);
      Files.createDirectories(folder.resolve(".work").resolve("segments"));
      OutputFolder claimed = new OutputFolder(folder, lock(folder));
      claimed.clearUnlessOf(request);
      claimed.remember(request);
      return claimed;
    } catch (FileAlreadyExistsException notAFolder) {
      throw new ExportException(
          Problem.NOT_WRITABLE, folder + " is a file; name a folder to export to", notAFolder);
    } catch (IOException notWritable) {
      throw FileTrouble.writing(folder, notWritable);
    }
  }

  /**
   * Removes what there is of the same export with other demands: it could hold pages that were
   * taken down since. The request is the last to go, so that a kill leaves this to the next run.
   */
  private void clearUnlessOf(String request) throws IOException {
    if (!Files.exists(requestFile(folder))
        || Files.readString(requestFile(folder)).equals(request)) {
      return;
    }
    try {
      for (String name : entries(folder)) {
        if (!name.equals(".work")) {
          Files.delete(folder.resolve(name));
        }
      }
      deleteTree(segments());
      Files.createDirectories(segments());
      Files.delete(requestFile(folder));
    } catch (IOException notDeleted) {
      close();
      throw notDeleted;
    }
  }

  private void remember(String request) throws IOException {
    try (NewFile file = new NewFile(requestFile(folder), work())) {
      file.out().write(request.getBytes(StandardCharsets.UTF_8));
      file.finish();
    } catch (IOException | ExportException notWritable) {
      close();
      throw notWritable;
    }
  }

  private static void refuseForeign(Path folder, List<String> entries, String request)
      throws IOException {
    List<String> foreign = entries.stream().filter(name -> !name.matches(OWN_NAMES)).toList();
    if (!foreign.isEmpty()) {
      throw refused(folder, "holds other files (" + some(foreign) + ")");
    }
    if (!Files.exists(requestFile(folder))) {
      boolean begun = entries.isEmpty() || entries.equals(List.of(".work"));
      if (!begun) {
        boolean finished = entries.contains(MANIFEST);
        throw refused(folder, "holds " + (finished ? "a finished export" : some(entries)));
      }
      return;
    }
    String begun = Files.readString(requestFile(folder));
    if (!withoutDemands(begun).equals(withoutDemands(request))) {
      throw refused(
          folder,
          "holds an unfinished export of another snapshot or recipe, or with other options");
    }
    if (!begun.equals(request) && entries.contains(MANIFEST)) {
      throw refused(folder, "holds an export that was whole before other pages were taken down");
    }
  }

  /** A request as it would be if nothing had been taken down. */
  private static String withoutDemands(String request) {
    return request.replaceAll("\"takedowns\":\"\\p{XDigit}*\",?", "");
  }

  private static ExportException refused(Path folder, String why) {
    return new ExportException(
        Problem.FOLDER_NOT_EMPTY,
        folder + " " + why + ": choose another folder, or delete this one first");
  }

  private static String some(List<String> names) {
    int shown = Math.min(3, names.size());
    return String.join(", ", names.subList(0, shown)) + (names.size() > shown ? ", ..." : "");
  }

  private static List<String> entries(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve(".work").resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // the same answer as for a lock that another process holds
    }
    channel.close();
    throw new ExportException(
        Problem.FOLDER_IN_USE,
        "another export is writing to " + folder + ": wait for it, or choose another folder");
  }

  private static Path requestFile(Path folder) {
    return folder.resolve(".work").resolve("request.json");
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** Where files lie in the making. */
  public Path work() {
    return folder.resolve(".work");
  }

  /** Where segments lie. */
  public Path segments() {
    return work().resolve("segments");
  }

  /** True if only the removal of the working files was left to do. */
  public boolean hasManifest() {
    return Files.exists(folder.resolve(MANIFEST));
  }

  /** Begins a file of the export. */
  public NewFile begin(String name) {
    return new NewFile(
        folder.resolve(name),
        work(),
        file -> {
          synchronized (written) {
            written.put(name, new FileEntry(name, file.bytes(), file.sha256()));
          }
        });
  }

  /** The files that were written by now, by their names; those of an earlier run are not there. */
  public List<FileEntry> written() {
    synchronized (written) {
      return List.copyOf(written.values());
    }
  }

  /** Removes the working files: the export is finished. The request goes last but for the lock. */
  public void finish() {
    try {
      deleteTree(segments());
      Files.deleteIfExists(requestFile(folder));
      lockFile.close();
      deleteTree(work());
    } catch (IOException notDeleted) {
      throw FileTrouble.writing(work(), notDeleted);
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException closedAnyway) {
      throw FileTrouble.writing(work(), closedAnyway);
    }
  }
}

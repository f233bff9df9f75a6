package dev.sluice.service.http;

import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.facts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code daemon.json} in a data folder: where other programs of the same user find its
 * daemon, and the token that it takes from them. It is there while the daemon runs; after a kill it
 * stays, and tells of a process that is gone.
 *
 * @param url such as {@code http://127.0.0.1:8787}
 * @param pid the daemon's process
 * @param token opens its API
 */
public record DaemonFile(String url, long pid, String token) {

  private static final String NAME = "daemon.json";

  /** The daemon of a data folder, if there is one that runs. */
  public static Optional<DaemonFile> read(Path data) {
    Path file = data.resolve(NAME);
    try {
      Setting facts = Json.parse(file.toString(), Files.readString(file));
      return Optional.of(
              new DaemonFile(
                  facts.field("url").text(),
                  facts.field("pid").number(1, Long.MAX_VALUE),
                  facts.field("token").text()))
          .filter(DaemonFile::runs);
    } catch (IOException | SettingsException noneOrHalfWritten) {
      return Optional.empty();
    }
  }

  private boolean runs() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /**
   * Writes it, for its owner alone to read.
   *
   * @throws SettingsException if it cannot be written
   */
  void write(Path data) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("url", url);
    facts.put("pid", pid);
    facts.put("token", token);
    Path unfinished = data.resolve(NAME + ".tmp");
    try {
      Files.deleteIfExists(unfinished);
      makePrivate(data, unfinished);
      Files.write(
          unfinished,
          (Json.line(facts) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(unfinished, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new SettingsException(
          data.resolve(NAME) + " cannot be written: " + failure.getMessage());
    }
  }

  private static void makePrivate(Path data, Path file) throws IOException {
    if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  /** Takes it away, if it is ours. */
  void remove(Path data) {
    if (read(data).filter(this::equals).isEmpty()) {
      return;
    }
    try {
      Files.deleteIfExists(data.resolve(NAME));
    } catch (IOException stays) {
      return; // it tells of a process that is gone, and so of none
    }
  }

  @Override
  public String toString() {
    return url + " (process " + pid + ")";
  }
}

package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether seed files have changed: twice a second at names, sizes, times and checksums, which
 * works on every file system and with every editor, and costs a few milliseconds.
 *
 * <p>Files are read when nothing about them has changed for a second, and what was read counts only
 * if nothing has changed meanwhile either: a file that is being written is not read half. For one
 * thread.
 */
final class SeedWatch {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration STABLE = Duration.ofSeconds(1);

  private final Path seeds;
  private final InstantSource clock;
  private Map<Path, Stamp> read = Map.of();
  private Map<Path, Stamp> good = Map.of();
  private @Nullable Map<Path, Stamp> pending;
  private Instant pendingSince = Instant.EPOCH;
  private Instant nextLook = Instant.EPOCH;

  /**
   * @param seeds a seed file, or a folder of them
   */
  SeedWatch(Path seeds, InstantSource clock) {
    this.seeds = seeds;
    this.clock = clock;
  }

  /**
   * What tells one state of a file from another.
   *
   * @param size in bytes; -1 if it cannot be read
   */
  private record Stamp(long size, FileTime modified, long checksum) {}

  /** What the files hold when they have changed. */
  sealed interface Finding {

    /** The files that are not as they were when they were last well. */
    List<SourceFile> files();

    /** They can be used. */
    record Good(List<Seed> seeds, List<SourceFile> files) implements Finding {}

    /** They have mistakes in them, or are not there. */
    record Bad(List<String> mistakes, List<SourceFile> files) implements Finding {}
  }

  /**
   * Reads the files for the first time.
   *
   * @throws SettingsException if there are none
   */
  SeedList first() {
    read = stamps();
    good = read;
    return Seeds.read(seeds);
  }

  /** What has changed, if something has and stands still; to be asked again and again. */
  Optional<Finding> look() {
    Instant now = clock.instant();
    if (now.isBefore(nextLook)) {
      return Optional.empty();
    }
    nextLook = now.plus(BETWEEN_LOOKS);
    Map<Path, Stamp> stamps = stamps();
    if (stamps.equals(read)) {
      pending = null;
      return Optional.empty();
    }
    if (!stamps.equals(pending)) {
      await(stamps, now);
      return Optional.empty();
    }
    return now.isBefore(pendingSince.plus(STABLE)) ? Optional.empty() : find(stamps, now);
  }

  private void await(Map<Path, Stamp> stamps, Instant now) {
    pending = stamps;
    pendingSince = now;
  }

  private Optional<Finding> find(Map<Path, Stamp> stamps, Instant now) {
    List<String> mistakes;
    List<Seed> found = List.of();
    try {
      SeedList list = Seeds.read(seeds);
      mistakes = list.mistakes();
      found = list.seeds();
    } catch (SettingsException noFiles) {
      mistakes = List.of(String.valueOf(noFiles.getMessage()));
    }
    Map<Path, Stamp> after = stamps();
    if (!after.equals(stamps)) {
      await(after, now);
      return Optional.empty();
    }
    read = stamps;
    pending = null;
    List<SourceFile> files = differing(good, stamps);
    if (!mistakes.isEmpty()) {
      return Optional.of(new Finding.Bad(mistakes, files));
    }
    good = stamps;
    return Optional.of(new Finding.Good(found, files));
  }

  private static List<SourceFile> differing(Map<Path, Stamp> before, Map<Path, Stamp> after) {
    Set<Path> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<SourceFile> files = new ArrayList<>();
    for (Path file : names) {
      Stamp was = before.get(file);
      if (was == null || !was.equals(after.get(file))) {
        files.add(new SourceFile(file.toString(), owner(file)));
      }
    }
    return files;
  }

  private static String owner(Path file) {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException | UnsupportedOperationException gone) {
      return "";
    }
  }

  /** The files as they are now; none if the folder is gone. */
  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new TreeMap<>();
    for (Path file : files()) {
      stamps.put(file, stamp(file));
    }
    return stamps;
  }

  private List<Path> files() {
    try {
      return Seeds.files(seeds);
    } catch (SettingsException none) {
      return List.of();
    }
  }

  private static Stamp stamp(Path file) {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      byte[] bytes = Files.readAllBytes(file);
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      return new Stamp(bytes.length, modified, checksum.getValue());
    } catch (IOException unreadable) {
      return new Stamp(-1, FileTime.fromMillis(0), 0);
    }
  }
}

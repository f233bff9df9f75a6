package dev.sluice.engine.seed;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.seed.SeedText.Written;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Reads seed files: {@code .txt}, one seed a line, and {@code .yaml}; the formats are described in
 * {@code seeds/README.md}. Mistakes are gathered, so that one run shows all of them.
 */
public final class SeedFiles {

  private final SeedReader reader = new SeedReader();
  private final Map<PageUrl, Seed> seeds = new LinkedHashMap<>();
  private final Map<String, Seed> names = new HashMap<>();
  private final Mistakes mistakes = new Mistakes();

  private SeedFiles() {}

  /**
   * Reads a file, or all seed files of a folder in the order of their names.
   *
   * @throws SettingsException if there is no such file or no seed file in the folder
   */
  public static SeedList read(Path fileOrFolder) {
    SeedFiles all = new SeedFiles();
    for (Path file : files(fileOrFolder)) {
      all.mistakes.gathering(() -> all.read(file.toString(), text(file)));
    }
    return all.list();
  }

  /** Reads seed files that need not be on any disk: their texts by their names. */
  public static SeedList read(SortedMap<String, String> texts) {
    SeedFiles all = new SeedFiles();
    texts.forEach((name, text) -> all.mistakes.gathering(() -> all.read(name, text)));
    return all.list();
  }

  private SeedList list() {
    return new SeedList(List.copyOf(seeds.values()), mistakes.messages());
  }

  /**
   * The files of which the seeds are read, in their order.
   *
   * @throws SettingsException if there is no such file or no seed file in the folder
   */
  public static List<Path> files(Path fileOrFolder) {
    if (!Files.exists(fileOrFolder)) {
      throw new SettingsException(fileOrFolder + ": there is no such file or folder");
    }
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> entries = Files.list(fileOrFolder)) {
      List<Path> files = entries.filter(SeedFiles::isSeedFile).sorted().toList();
      if (files.isEmpty()) {
        throw new SettingsException(
            fileOrFolder + ": the folder has no seed files (*.txt, *.yaml)");
      }
      return files;
    } catch (IOException unreadable) {
      throw new SettingsException(fileOrFolder + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private static boolean isSeedFile(Path file) {
    return isSeedFile(String.valueOf(file.getFileName()));
  }

  /**
   * Whether a file of this name counts; hidden ones are those of editors and of copies under way.
   */
  public static boolean isSeedFile(String name) {
    return !name.startsWith(".") && (name.endsWith(".txt") || SeedText.isYaml(name));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException notUtf8) {
      throw new SettingsException(file + ": is not in UTF-8");
    } catch (IOException unreadable) {
      throw new SettingsException(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private void read(String name, String text) {
    SeedText file = SeedText.parse(name, text, mistakes);
    for (Written seed : file.seeds()) {
      file.read(seed, reader, mistakes)
          .ifPresent(read -> mistakes.gathering(() -> add(read, seed.fields())));
    }
  }

  private void add(Seed seed, Setting at) {
    if (seeds.containsKey(seed.url())) {
      throw at.mistake("the seed " + seed.url() + " stands twice");
    }
    Optional<Seed> namesake = Optional.ofNullable(names.putIfAbsent(seed.name(), seed));
    if (namesake.isPresent()) {
      throw at.mistake(
          "the name '"
              + seed.name()
              + "' is that of "
              + namesake.get().url()
              + "; give it another one");
    }
    seeds.put(seed.url(), seed);
  }
}

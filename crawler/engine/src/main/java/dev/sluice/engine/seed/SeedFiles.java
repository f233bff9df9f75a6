package dev.sluice.engine.seed;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      all.readFile(file);
    }
    return new SeedList(List.copyOf(all.seeds.values()), all.mistakes.messages());
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

  /** Hidden files are those of editors and of copies under way. */
  private static boolean isSeedFile(Path file) {
    boolean hidden = String.valueOf(file.getFileName()).startsWith(".");
    return !hidden && (file.toString().endsWith(".txt") || isYaml(file));
  }

  private static boolean isYaml(Path file) {
    return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
  }

  private void readFile(Path file) {
    mistakes.gathering(
        () -> {
          if (isYaml(file)) {
            readYaml(file);
          } else {
            readLines(file);
          }
        });
  }

  private void readLines(Path file) {
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int number = i + 1;
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        mistakes.gathering(
            () ->
                add(
                    Setting.ofFields(
                        file.toString(),
                        number,
                        "seed",
                        SeedReader.fields(file.toString(), number, line))));
      }
    }
  }

  private static List<String> lines(Path file) {
    try {
      String text = Files.readString(file);
      return text.replaceFirst("^\uFEFF", "").lines().toList(); // editors on Windows begin so
    } catch (MalformedInputException notUtf8) {
      throw new SettingsException(file + ": is not in UTF-8");
    } catch (IOException unreadable) {
      throw new SettingsException(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private void readYaml(Path file) {
    Setting root = YamlFile.read(file);
    Setting list = root.isMap() ? root.only(List.of("defaults", "seeds")).field("seeds") : root;
    Map<String, Setting> defaults = new LinkedHashMap<>();
    if (root.isMap()) {
      root.find("defaults")
          .ifPresent(map -> defaults.putAll(map.only(SeedReader.options()).fields()));
    }
    for (Setting item : list.items()) {
      mistakes.gathering(() -> add(withDefaults(item, defaults)));
    }
  }

  private static Setting withDefaults(Setting item, Map<String, Setting> defaults) {
    Map<String, Setting> fields = new LinkedHashMap<>(defaults);
    if (item.isMap()) {
      item.fields().forEach((name, field) -> fields.merge(name, field, SeedFiles::merged));
    } else {
      fields.put("url", Setting.ofText(item.source(), item.line(), "url", item.text()));
    }
    return Setting.ofFields(item.source(), item.line(), "seed", fields);
  }

  /**
   * Of a map, such as tags, a seed may set some fields and leave the others as the file has them.
   */
  private static Setting merged(Setting ofFile, Setting ofSeed) {
    if (!ofFile.isMap() || !ofSeed.isMap()) {
      return ofSeed;
    }
    Map<String, Setting> fields = new LinkedHashMap<>(ofFile.fields());
    fields.putAll(ofSeed.fields());
    return Setting.ofFields(ofSeed.source(), ofSeed.line(), ofSeed.name(), fields);
  }

  private void add(Setting fields) {
    int before = mistakes.count();
    Seed seed = reader.read(fields, mistakes);
    if (mistakes.count() > before) {
      return;
    }
    if (seeds.containsKey(seed.url())) {
      throw fields.mistake("the seed " + seed.url() + " stands twice");
    }
    Seed namesake = names.putIfAbsent(seed.name(), seed);
    if (namesake != null) {
      throw fields.mistake(
          "the name '" + seed.name() + "' is that of " + namesake.url() + "; give it another one");
    }
    seeds.put(seed.url(), seed);
  }
}

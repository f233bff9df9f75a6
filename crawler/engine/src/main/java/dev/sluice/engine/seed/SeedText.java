package dev.sluice.engine.seed;

import dev.sluice.engine.model.Seed;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one seed file says, as it is written.
 *
 * @param seeds its seeds, in order
 * @param defaults the fields that the file sets for all its seeds
 */
record SeedText(List<Written> seeds, Map<String, Setting> defaults) {

  /**
   * A seed as it is written.
   *
   * @param fields the fields that stand with it
   * @param mistakes what is wrong with their form
   */
  record Written(Setting fields, List<SettingsException> mistakes) {}

  private static final String BYTE_ORDER_MARK = "\uFEFF"; // editors on Windows begin so

  /** Whether a file of this name is read as YAML, and not as lines. */
  static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Reads the text of the file of that name; what is wrong with its form is gathered. */
  static SeedText parse(String name, String text, Mistakes mistakes) {
    return isYaml(name) ? ofYaml(YamlFile.parse(name, text), mistakes) : ofLines(name, text);
  }

  private static SeedText ofLines(String name, String text) {
    List<Written> seeds = new ArrayList<>();
    List<String> lines = text.replaceFirst("^" + BYTE_ORDER_MARK, "").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (isSeed(lines.get(i))) {
        List<SettingsException> mistakes = new ArrayList<>();
        Map<String, Setting> fields = SeedReader.fields(name, i + 1, lines.get(i), mistakes);
        seeds.add(new Written(Setting.ofFields(name, i + 1, "seed", fields), mistakes));
      }
    }
    return new SeedText(seeds, Map.of());
  }

  /** Whether a line of a text file is neither empty nor a comment. */
  static boolean isSeed(String line) {
    return !line.isBlank() && !line.stripLeading().startsWith("#");
  }

  private static SeedText ofYaml(Setting root, Mistakes mistakes) {
    Map<String, Setting> defaults = new LinkedHashMap<>();
    Setting list = root;
    if (root.isMap()) {
      root.strangers(List.of("defaults", "seeds")).forEach(mistakes::add);
      mistakes.gathering(
          () -> root.find("defaults").ifPresent(map -> known(map, defaults, mistakes)));
      list = root.field("seeds");
    }
    return new SeedText(list.items().stream().map(SeedText::written).toList(), defaults);
  }

  private static void known(Setting map, Map<String, Setting> defaults, Mistakes mistakes) {
    map.strangers(SeedReader.options()).forEach(mistakes::add);
    defaults.putAll(map.fields());
    defaults.keySet().retainAll(SeedReader.options());
  }

  private static Written written(Setting item) {
    if (item.isMap()) {
      return new Written(item, List.of());
    }
    Map<String, Setting> fields = new LinkedHashMap<>();
    List<SettingsException> mistakes = new ArrayList<>();
    try {
      fields.put("url", Setting.ofText(item.source(), item.line(), "url", item.text()));
    } catch (SettingsException noText) {
      mistakes.add(noText);
    }
    return new Written(Setting.ofFields(item.source(), item.line(), "seed", fields), mistakes);
  }

  /** Reads one of its seeds, with the defaults; nothing if there is a mistake in it. */
  Optional<Seed> read(Written seed, SeedReader reader, Mistakes mistakes) {
    seed.mistakes().forEach(mistakes::add);
    Optional<Seed> read =
        mistakes
            .gather(Optional.of(seed.fields()), this::whole)
            .flatMap(fields -> reader.read(fields, mistakes));
    return read.filter(unused -> seed.mistakes().isEmpty());
  }

  private Setting whole(Setting seed) {
    Map<String, Setting> fields = new LinkedHashMap<>(defaults);
    seed.fields().forEach((name, field) -> fields.merge(name, field, SeedText::merged));
    return Setting.ofFields(seed.source(), seed.line(), "seed", fields);
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
}

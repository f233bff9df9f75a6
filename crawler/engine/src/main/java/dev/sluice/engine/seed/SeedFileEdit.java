package dev.sluice.engine.seed;

import dev.sluice.engine.model.EditedText;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Add;
import dev.sluice.engine.model.SeedEdit.Change;
import dev.sluice.engine.model.SeedEdit.Remove;
import dev.sluice.engine.model.SeedEdit.Resume;
import dev.sluice.engine.seed.SeedText.Written;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes one seed of a seed file and leaves every other character of it as it is: comments, empty
 * lines, order, quotes, line ends.
 *
 * <p>What the seeds shall be afterwards is worked out from their fields alone, and the text is
 * changed at the places where they stand. Then the new text is read like any other. If it does not
 * hold just those seeds, the edit is refused: so an unusual way to write YAML costs the user a
 * change by hand, and never a seed.
 */
public final class SeedFileEdit {

  private final String file;
  private final String text;
  private final Mistakes mistakes = new Mistakes();
  private final SeedReader reader = new SeedReader();

  private SeedFileEdit(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Edits the text of a file.
   *
   * @param file its name, which says how it is read and is used in messages
   */
  public static EditedText apply(String file, String text, SeedEdit edit) {
    SeedFileEdit editing = new SeedFileEdit(file, text);
    Optional<String> edited = editing.mistakes.gather(Optional.of(edit), editing::checked);
    return new EditedText(
        edited.filter(unused -> editing.mistakes.count() == 0).orElse(text),
        editing.mistakes.messages());
  }

  private String checked(SeedEdit edit) {
    SeedText before = text.isBlank() ? new SeedText(List.of(), Map.of()) : parse(text);
    List<Optional<Seed>> wanted = new ArrayList<>(read(before));
    if (mistakes.count() > 0) {
      return text;
    }
    String edited = edited(before, edit, wanted);
    if (mistakes.count() == 0 && !read(parse(edited)).equals(wanted)) {
      throw new SettingsException(
          file
              + ": its seeds are written in a way in which this cannot be changed alone; change the"
              + " file by hand");
    }
    return edited;
  }

  private SeedText parse(String form) {
    return SeedText.parse(file, form, mistakes);
  }

  private List<Optional<Seed>> read(SeedText form) {
    return form.seeds().stream().map(seed -> form.read(seed, reader, mistakes)).toList();
  }

  private Optional<Seed> read(SeedText form, Setting seed) {
    return form.read(new Written(seed, List.of()), reader, mistakes);
  }

  /** Brings the list of seeds up to what is wanted, and gives the text that should say so. */
  private String edited(SeedText before, SeedEdit edit, List<Optional<Seed>> wanted) {
    if (edit instanceof Add add) {
      return added(before, add, wanted);
    }
    if (edit instanceof Remove remove) {
      int seed = index(remove.seed(), wanted);
      wanted.remove(seed);
      return layout(text).remove(seed);
    }
    if (edit instanceof Resume resume) {
      int seed = index(resume.seed(), wanted);
      String flag = before.defaults().containsKey("paused") ? "false" : "";
      return changed(before, seed, Map.of("paused", flag), wanted);
    }
    Change change = (Change) edit;
    return changed(before, index(change.seed(), wanted), change.fields(), wanted);
  }

  private String added(SeedText before, Add add, List<Optional<Seed>> wanted) {
    int line = (int) text.lines().count() + 1;
    Setting seed = Setting.ofFields(file, line, "seed", Map.of());
    wanted.add(read(before, with(seed, add.fields())));
    if (mistakes.count() > 0) {
      return text;
    }
    boolean first = text.isBlank() && SeedText.isYaml(file);
    return layout(first ? "seeds: []" + new Passage(text).lineEnd() : text).add(add.fields());
  }

  private String changed(
      SeedText before, int seed, Map<String, String> fields, List<Optional<Seed>> wanted) {
    Setting own = before.seeds().get(seed).fields();
    fields.forEach((field, value) -> checkNoDefault(before, own, field, value));
    wanted.set(seed, read(before, with(own, fields)));
    String edited = text;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (mistakes.count() == 0) {
        edited =
            field.getValue().isEmpty()
                ? layout(edited).unset(seed, field.getKey())
                : layout(edited).set(seed, field.getKey(), field.getValue());
      }
    }
    return edited;
  }

  /** What only the file's defaults set cannot be taken out of a seed. */
  private void checkNoDefault(SeedText before, Setting own, String field, String value) {
    if (value.isEmpty() && !isSet(own.fields(), field) && isSet(before.defaults(), field)) {
      mistakes.add(
          own.mistake(
              "'"
                  + field
                  + "' is not set here, but for all seeds of the file; give it another value, or"
                  + " change the defaults by hand"));
    }
  }

  private static boolean isSet(Map<String, Setting> fields, String field) {
    String[] path = field.split("\\.", 2);
    Optional<Setting> outer = Optional.ofNullable(fields.get(path[0]));
    return path.length == 1
        ? outer.isPresent()
        : outer.filter(map -> map.isMap() && map.find(path[1]).isPresent()).isPresent();
  }

  private SeedLayout layout(String form) {
    return SeedText.isYaml(file) ? new YamlSeedLayout(file, form) : new LineLayout(file, form);
  }

  private int index(String seed, List<Optional<Seed>> seeds) {
    List<String> names = seeds.stream().map(it -> it.map(Seed::name).orElse("")).toList();
    List<String> urls = seeds.stream().map(it -> it.map(SeedFileEdit::url).orElse("")).toList();
    int index = names.contains(seed) ? names.indexOf(seed) : urls.indexOf(seed);
    if (index < 0) {
      throw new SettingsException(file + ": there is no seed '" + seed + "'" + hint(seed, names));
    }
    return index;
  }

  private static String url(Seed seed) {
    return seed.url().toString();
  }

  private static String hint(String seed, List<String> names) {
    return Nearest.to(seed, names).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** The seed with other fields; those that have no text are taken out. */
  private Setting with(Setting seed, Map<String, String> changes) {
    Map<String, Setting> fields = new LinkedHashMap<>(seed.fields());
    changes.forEach(
        (field, value) -> mistakes.gathering(() -> put(fields, checked(seed, field), value, seed)));
    return Setting.ofFields(seed.source(), seed.line(), "seed", fields);
  }

  private static String[] checked(Setting seed, String field) {
    String[] path = field.split("\\.", 2);
    List<String> known = SeedReader.fields();
    if (!known.contains(path[0])) {
      throw seed.mistake("unknown field '" + path[0] + "'" + Nearest.hint(path[0], known));
    }
    if (path.length > 1 && !SeedReader.MAPS.contains(path[0])) {
      throw seed.mistake("'" + path[0] + "' must be a single value");
    }
    return path;
  }

  private static void put(Map<String, Setting> fields, String[] path, String value, Setting seed) {
    if (path.length == 1 && SeedReader.MAPS.contains(path[0]) && !value.isEmpty()) {
      throw seed.mistake(
          "'" + path[0] + "' has fields of its own, such as " + path[0] + ".NAME=" + value);
    }
    if (path.length == 1) {
      replace(fields, path[0], value, seed);
      return;
    }
    Map<String, Setting> inner =
        new LinkedHashMap<>(
            Optional.ofNullable(fields.get(path[0])).map(Setting::fields).orElse(Map.of()));
    replace(inner, path[1], value, seed);
    if (inner.isEmpty()) {
      fields.remove(path[0]);
    } else {
      fields.put(path[0], Setting.ofFields(seed.source(), seed.line(), path[0], inner));
    }
  }

  private static void replace(
      Map<String, Setting> fields, String name, String value, Setting seed) {
    if (value.isEmpty()) {
      fields.remove(name);
    } else {
      fields.put(name, Setting.ofText(seed.source(), seed.line(), name, value));
    }
  }
}

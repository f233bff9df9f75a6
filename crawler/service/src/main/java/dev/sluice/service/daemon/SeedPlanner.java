package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.EditedText;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Change;
import dev.sluice.engine.model.SeedEdit.Remove;
import dev.sluice.engine.model.SeedEdit.Resume;
import dev.sluice.engine.model.SeedList;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.service.daemon.SeedDesk.FileChange;
import dev.sluice.service.daemon.SeedFolder.Held;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What seed files hold together, and what they shall hold after a change. Reads and writes nothing:
 * all of it is about texts that were read before.
 */
final class SeedPlanner {

  private final SeedFolder folder;

  /**
   * @param folder whose files are spoken of
   */
  SeedPlanner(SeedFolder folder) {
    this.folder = folder;
  }

  /**
   * What the files shall be.
   *
   * @param mistakes why they cannot be; then the files do not count
   */
  record Plan(SortedMap<String, Held> files, List<String> mistakes) {

    static Plan mistaken(String mistake) {
      return new Plan(new TreeMap<>(), List.of(mistake));
    }
  }

  /** The files if some have other texts. */
  Plan plan(SortedMap<String, Held> held, Map<String, Optional<String>> texts) {
    SortedMap<String, Held> files = new TreeMap<>(held);
    for (Map.Entry<String, Optional<String>> text : texts.entrySet()) {
      Optional<String> objectionToName = folder.objectionTo(text.getKey());
      if (objectionToName.isPresent()) {
        return Plan.mistaken(objectionToName.get());
      }
      files.remove(text.getKey());
      text.getValue().ifPresent(some -> files.put(text.getKey(), Held.of(some)));
    }
    return new Plan(files, List.of());
  }

  /**
   * The files after edits.
   *
   * @param fileOfSeed in which file the seed of an edit stands; empty if none has it
   */
  Plan edited(
      SortedMap<String, Held> held, List<SeedEdit> edits, UnaryOperator<String> fileOfSeed) {
    SeedList now = read(held);
    if (!now.mistakes().isEmpty()) {
      return new Plan(held, now.mistakes()); // a file that cannot be read cannot be edited
    }
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    Set<String> mistakes = new LinkedHashSet<>();
    for (SeedEdit edit : edits) {
      String seed = seed(edit);
      String name = fileOfSeed.apply(seed);
      if (name.isEmpty()) {
        mistakes.add("there is no seed '" + seed + "'" + hint(seed, now.seeds()));
      } else {
        String text = texts.getOrDefault(name, text(held, name)).orElse("");
        EditedText edited = Seeds.edit(folder.shown(name), text, edit);
        mistakes.addAll(edited.mistakes());
        texts.put(name, Optional.of(edited.text()));
      }
    }
    return mistakes.isEmpty() ? plan(held, texts) : new Plan(held, List.copyOf(mistakes));
  }

  /** The text of a file, if it is there and has one. */
  static Optional<String> text(SortedMap<String, Held> held, String name) {
    return Optional.ofNullable(held.get(name)).flatMap(Held::text);
  }

  private static String seed(SeedEdit edit) {
    if (edit instanceof Remove remove) {
      return remove.seed();
    }
    if (edit instanceof Resume resume) {
      return resume.seed();
    }
    return edit instanceof Change change ? change.seed() : "";
  }

  /** The file in which a seed of this name, or else of this URL, stands; empty if none has it. */
  String fileOf(SortedMap<String, Held> held, String seed) {
    return Stream.<Function<Seed, String>>of(Seed::name, it -> it.url().toString())
        .flatMap(word -> held.entrySet().stream().filter(file -> has(file, word, seed)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private boolean has(Map.Entry<String, Held> file, Function<Seed, String> word, String seed) {
    return seeds(file.getKey(), file.getValue()).seeds().stream()
        .anyMatch(it -> word.apply(it).equals(seed));
  }

  private static String hint(String seed, List<Seed> seeds) {
    return Nearest.to(seed, seeds.stream().map(Seed::name).toList())
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("; 'sluice seeds list' tells which there are");
  }

  /** The good seeds of one file, and its mistakes. */
  SeedList seeds(String name, Held file) {
    return Seeds.read(new TreeMap<>(Map.of(folder.shown(name), file.text().orElse(""))));
  }

  /** What the files hold together; a file that is no text is a mistake. */
  SeedList read(SortedMap<String, Held> files) {
    SortedMap<String, String> texts = new TreeMap<>();
    List<String> mistakes = new ArrayList<>();
    files.forEach(
        (name, file) ->
            file.text()
                .ifPresentOrElse(
                    text -> texts.put(folder.shown(name), text),
                    () -> mistakes.add(folder.shown(name) + ": " + file.trouble())));
    SeedList list = Seeds.read(texts);
    mistakes.addAll(list.mistakes());
    return new SeedList(list.seeds(), mistakes);
  }

  /** Stands for the text of a file; empty if it is not there. */
  static String digest(SortedMap<String, Held> held, String name) {
    return Optional.ofNullable(held.get(name)).map(Held::digest).orElse("");
  }

  /** The files that differ. */
  static List<FileChange> differences(
      SortedMap<String, Held> before, SortedMap<String, Held> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !digest(before, name).equals(digest(after, name)))
        .map(
            name ->
                new FileChange(
                    name,
                    text(before, name).orElse(""),
                    text(after, name).orElse(""),
                    digest(after, name)))
        .toList();
  }
}

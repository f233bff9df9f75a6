package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Add;
import dev.sluice.engine.model.SeedList;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SeedFolder.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where seed files are changed by command. The files stay the only truth: what is changed here is
 * carried over into a crawl by who watches them, as if it had been changed by hand.
 *
 * <p>A change is checked as the crawl would, together with all other files, and written as a whole
 * or not at all. Two changes at once wait for each other, in this process and between processes.
 * For any number of threads; a process has one desk for a folder.
 */
public final class SeedDesk {

  /** Where a seed goes if nothing says where, and there are several files or none. */
  public static final String FILE_OF_ADDED = "added.txt";

  private final SeedFolder folder;
  private final SeedPlanner planner;
  private final Optional<Supplier<List<Seed>>> inForce;
  private final Function<List<Seed>, Optional<String>> objection;

  /** A desk for files that nobody crawls from as far as is known. */
  public SeedDesk(Path seeds) {
    this(seeds, Optional.empty(), unused -> Optional.empty());
  }

  /**
   * A desk for files that a crawl watches.
   *
   * @param seeds a seed file, or a folder of them
   * @param inForce the seeds that are crawled now
   * @param objection why these seeds may not be crawled, if there is a reason
   */
  public SeedDesk(
      Path seeds, Supplier<List<Seed>> inForce, Function<List<Seed>, Optional<String>> objection) {
    this(seeds, Optional.of(inForce), objection);
  }

  private SeedDesk(
      Path seeds,
      Optional<Supplier<List<Seed>>> inForce,
      Function<List<Seed>, Optional<String>> objection) {
    this.folder = new SeedFolder(seeds);
    this.planner = new SeedPlanner(folder);
    this.inForce = inForce;
    this.objection = objection;
  }

  /**
   * A seed file.
   *
   * @param name its name in the folder
   * @param text what it holds; empty if it is not to be changed here
   * @param digest stands for the text, to say later what was changed
   * @param editable whether it can be changed here: it lies in the folder itself and is text
   * @param seeds its good seeds
   */
  public record SeedFile(
      String name, String text, String digest, boolean editable, List<Seed> seeds) {}

  /**
   * All seed files.
   *
   * @param writable whether this process may change them
   * @param mistakes what is wrong with them, as they are now
   */
  public record Shelf(boolean writable, List<SeedFile> files, List<String> mistakes) {}

  /**
   * What a change would do.
   *
   * @param mistakes why it would be refused
   * @param changes what would be new about the seeds in force
   */
  public record Check(List<String> mistakes, List<SeedChange> changes) {}

  /**
   * A file that a change concerns.
   *
   * @param name its name in the folder
   * @param before its text before; empty if it is new
   * @param after its text afterwards; empty if it is deleted
   * @param digest of the text afterwards
   */
  public record FileChange(String name, String before, String after, String digest) {}

  /** What came of a change. */
  public sealed interface Outcome {

    /** It is done, or would be. */
    record Done(List<FileChange> files, List<SeedChange> changes) implements Outcome {}

    /** It is wrong in itself; nothing is changed. */
    record Mistaken(List<String> mistakes) implements Outcome {}

    /** A file is not as it was when somebody began to change it; nothing is changed. */
    record ChangedMeanwhile(String message) implements Outcome {}

    /** The files cannot be written; nothing is changed but what the message names. */
    record NotWritable(String message) implements Outcome {}
  }

  /** The folder of files, or the single one. */
  public Path path() {
    return folder.path();
  }

  /**
   * The files as they are now.
   *
   * @throws SettingsException if the folder is not there
   */
  public Shelf shelf() {
    SortedMap<String, Held> held = folder.read();
    List<SeedFile> files = new ArrayList<>();
    held.forEach((name, file) -> files.add(shown(name, file)));
    return new Shelf(folder.isWritable(), files, planner.read(held).mistakes());
  }

  private SeedFile shown(String name, Held file) {
    List<Seed> seeds = planner.seeds(name, file).seeds();
    boolean editable = file.inFolder() && file.text().isPresent();
    return new SeedFile(
        name, editable ? file.text().orElse("") : "", file.digest(), editable, seeds);
  }

  /** The seed of this name, or else of this URL, as the files are now. */
  public Optional<Seed> find(String nameOrUrl) {
    List<Seed> seeds = planner.read(folder.read()).seeds();
    return Stream.<Function<Seed, String>>of(Seed::name, it -> it.url().toString())
        .flatMap(word -> seeds.stream().filter(it -> word.apply(it).equals(nameOrUrl)))
        .findFirst();
  }

  /**
   * What would come of it if files had other texts.
   *
   * @param texts the new texts by file name; nothing for a file that shall be gone
   */
  public Check check(Map<String, Optional<String>> texts) {
    SortedMap<String, Held> held = folder.read();
    SeedPlanner.Plan plan = planner.plan(held, texts);
    return plan.mistakes().isEmpty()
        ? check(held, plan.files())
        : new Check(plan.mistakes(), List.of());
  }

  /**
   * The seeds that would be new or other than those in force if files had other texts.
   *
   * @param texts the new texts by file name; nothing for a file that shall be gone
   */
  public List<Seed> newSeeds(Map<String, Optional<String>> texts) {
    SortedMap<String, Held> held = folder.read();
    Set<Seed> now =
        Set.copyOf(inForce.map(Supplier::get).orElseGet(() -> planner.read(held).seeds()));
    return planner.read(planner.plan(held, texts).files()).seeds().stream()
        .filter(seed -> !now.contains(seed))
        .toList();
  }

  /**
   * Gives a file another text.
   *
   * @param digest of the text that was changed; empty for a new file
   */
  public Outcome save(String name, String text, String digest) {
    return change(
        false, Map.of(name, digest), held -> planner.plan(held, Map.of(name, Optional.of(text))));
  }

  /**
   * Deletes a file.
   *
   * @param digest of the text that it is expected to have
   */
  public Outcome delete(String name, String digest) {
    return change(
        false, Map.of(name, digest), held -> planner.plan(held, Map.of(name, Optional.empty())));
  }

  /**
   * Adds seeds: all of them, or none if one is mistaken.
   *
   * @param seeds the fields of each by name, as the text format has them
   * @param file the file that it shall stand in, which is made if it is not there; if none is
   *     named, the only one there is, or {@link #FILE_OF_ADDED}
   */
  public Outcome add(List<Map<String, String>> seeds, Optional<String> file, boolean dryRun) {
    return change(
        dryRun,
        Map.of(),
        held -> {
          String name = file.orElseGet(() -> usualFile(held));
          return planner.edited(
              held, seeds.stream().<SeedEdit>map(Add::new).toList(), unused -> name);
        });
  }

  private String usualFile(SortedMap<String, Held> held) {
    return held.size() == 1 ? held.firstKey() : FILE_OF_ADDED;
  }

  /**
   * Changes or removes seeds in the files in which they stand: all of them, or none if one of the
   * edits is mistaken.
   *
   * @param edits no additions
   * @param dryRun whether nothing is to be written
   */
  public Outcome edit(List<SeedEdit> edits, boolean dryRun) {
    return change(
        dryRun, Map.of(), held -> planner.edited(held, edits, seed -> planner.fileOf(held, seed)));
  }

  /** One change after the other, here and between processes. */
  private synchronized Outcome change(
      boolean dryRun,
      Map<String, String> digests,
      Function<SortedMap<String, Held>, SeedPlanner.Plan> plan) {
    try (SeedTurn turn = dryRun ? SeedTurn.atLooking(folder.path()) : folder.awaitTurn()) {
      SortedMap<String, Held> held = folder.read();
      Optional<String> stale = stale(held, digests);
      if (stale.isPresent()) {
        return new Outcome.ChangedMeanwhile(stale.get());
      }
      SeedPlanner.Plan planned = plan.apply(held);
      if (!planned.mistakes().isEmpty()) {
        return new Outcome.Mistaken(planned.mistakes());
      }
      Check check = check(held, planned.files());
      return check.mistakes().isEmpty()
          ? write(dryRun, held, planned.files(), check.changes())
          : new Outcome.Mistaken(check.mistakes());
    } catch (IOException notWritable) {
      return new Outcome.NotWritable(folder.words(notWritable));
    }
  }

  private Optional<String> stale(SortedMap<String, Held> held, Map<String, String> digests) {
    return digests.entrySet().stream()
        .filter(file -> !file.getValue().equals(SeedPlanner.digest(held, file.getKey())))
        .map(
            file ->
                folder.shown(file.getKey())
                    + (held.containsKey(file.getKey()) ? " was changed" : " was deleted")
                    + " meanwhile: load it again, and make your change once more")
        .findFirst();
  }

  private Check check(SortedMap<String, Held> before, SortedMap<String, Held> after) {
    SeedList list = planner.read(after);
    List<String> mistakes = new ArrayList<>(list.mistakes());
    if (after.isEmpty()) {
      mistakes.add(
          folder.path()
              + ": without any seed file nothing would change; to crawl nothing, leave a file"
              + " without seeds");
    }
    if (mistakes.isEmpty()) {
      objection.apply(list.seeds()).ifPresent(mistakes::add);
    }
    List<Seed> now = inForce.map(Supplier::get).orElseGet(() -> planner.read(before).seeds());
    return new Check(mistakes, Seeds.changes(now, list.seeds()));
  }

  private Outcome write(
      boolean dryRun,
      SortedMap<String, Held> before,
      SortedMap<String, Held> after,
      List<SeedChange> changes)
      throws IOException {
    List<FileChange> files = SeedPlanner.differences(before, after);
    for (FileChange file : files) {
      Optional<Held> was = Optional.ofNullable(before.get(file.name()));
      if (was.isPresent() && !was.get().inFolder()) {
        return new Outcome.NotWritable(
            folder.shown(file.name())
                + " cannot be changed here: it is a link that leads out of the folder, or cannot be"
                + " read; change it by hand");
      }
    }
    if (!dryRun) {
      Map<String, Optional<String>> texts = new LinkedHashMap<>();
      files.forEach(file -> texts.put(file.name(), SeedPlanner.text(after, file.name())));
      folder.write(texts);
    }
    return new Outcome.Done(files, changes);
  }
}

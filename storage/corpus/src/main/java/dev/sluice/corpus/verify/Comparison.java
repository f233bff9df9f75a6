package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.InputEntry;
import dev.sluice.corpus.model.ManifestDifference;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In what two exports differ, by their manifests: first what they are made from, then what came of
 * it. Exports that are made from the same have the same files, but for the report.
 */
public final class Comparison {

  private static final String NONE = "none";

  private final List<ManifestDifference> differences = new ArrayList<>();
  private final Manifest here;
  private final Manifest there;

  private Comparison(Manifest here, Manifest there) {
    this.here = here;
    this.there = there;
  }

  /**
   * Compares the exports in two folders.
   *
   * @throws SettingsException if one has no manifest
   */
  public static List<ManifestDifference> of(Path here, Path there) {
    Comparison comparison = new Comparison(read(here), read(there));
    comparison.causes();
    comparison.outcome();
    comparison.document(here, there);
    return comparison.differences;
  }

  private static Manifest read(Path folder) {
    if (!Files.isRegularFile(folder.resolve(OutputFolder.MANIFEST))) {
      throw new SettingsException(
          folder + " has no " + OutputFolder.MANIFEST + ": name the folder of a finished export");
    }
    return ManifestFile.read(folder);
  }

  private void causes() {
    cause("sluice_version", here.sluiceVersion(), there.sluiceVersion());
    cause("snapshot.id", here.snapshot().id(), there.snapshot().id());
    cause("snapshot.since", text(here.snapshot().since()), text(there.snapshot().since()));
    cause("source", here.source(), there.source());
    if (!here.shards().isEmpty() && !there.shards().isEmpty()) {
      cause("format", ending(here), ending(there));
    }
    recipe();
    inputs();
    cause("tokenizer", text(here.tokenizer()), text(there.tokenizer()));
    cause(
        "index.digest",
        text(here.index().map(Manifest.IndexEntry::digest)),
        text(there.index().map(Manifest.IndexEntry::digest)));
    cause("mix", text(here.mix()), text(there.mix()));
    cause(
        "takedowns",
        text(here.takedowns().map(Manifest.TakedownsEntry::digest)),
        text(there.takedowns().map(Manifest.TakedownsEntry::digest)));
  }

  /** The form of an export, by the name of its first shard. */
  private static String ending(Manifest manifest) {
    String file = manifest.shards().get(0).file();
    return file.substring(file.indexOf('.'));
  }

  private void recipe() {
    if (here.recipe().hash().equals(there.recipe().hash())) {
      return;
    }
    List<String> ours = here.recipe().expanded().lines().toList();
    List<String> theirs = there.recipe().expanded().lines().toList();
    int line = 0;
    while (line < Math.min(ours.size(), theirs.size()) && ours.get(line).equals(theirs.get(line))) {
      line++;
    }
    cause("recipe.expanded, line " + (line + 1), line(ours, line), line(theirs, line));
  }

  private static String line(List<String> lines, int number) {
    return number < lines.size() ? lines.get(number).strip() : "its end";
  }

  private void inputs() {
    Map<String, String> ours = digests(here.inputs());
    Map<String, String> theirs = digests(there.inputs());
    Set<String> names = new LinkedHashSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      cause(
          "inputs: " + name,
          Objects.requireNonNullElse(ours.get(name), NONE),
          Objects.requireNonNullElse(theirs.get(name), NONE));
    }
  }

  private static Map<String, String> digests(List<InputEntry> inputs) {
    Map<String, String> digests = new LinkedHashMap<>();
    inputs.forEach(it -> digests.put(it.usedBy() + " " + it.file(), it.sha256()));
    return digests;
  }

  private void outcome() {
    effect("captures", here.counts().captures(), there.counts().captures());
    effect("documents", here.counts().documents(), there.counts().documents());
    for (int i = 0; i < Math.min(here.funnel().size(), there.funnel().size()); i++) {
      String step = here.funnel().get(i).step();
      if (step.equals(there.funnel().get(i).step())) {
        effect(
            "dropped by " + step, here.funnel().get(i).dropped(), there.funnel().get(i).dropped());
      }
    }
    Map<String, FileEntry> ours = files(here);
    Map<String, FileEntry> theirs = files(there);
    Set<String> names = new LinkedHashSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      add(name, false, text(ours.get(name)), text(theirs.get(name)));
    }
  }

  /** Only in exports of one form are documents where their likes are. */
  private void document(Path folder, Path otherFolder) {
    boolean isEmpty = here.shards().isEmpty() || there.shards().isEmpty();
    boolean isOfOneForm =
        (isEmpty || ending(here).equals(ending(there)))
            && text(here.tokenizer()).equals(text(there.tokenizer()));
    if (isOfOneForm) {
      FirstDocument.of(folder, here, otherFolder, there).ifPresent(differences::add);
    }
  }

  private static Map<String, FileEntry> files(Manifest manifest) {
    Map<String, FileEntry> files = new LinkedHashMap<>();
    manifest.allFiles().forEach(file -> files.put(file.file(), file));
    return files;
  }

  private static String text(@Nullable FileEntry file) {
    return file == null ? NONE : file.bytes() + " bytes, " + file.sha256();
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse(NONE);
  }

  private void effect(String what, long ours, long theirs) {
    add(what, false, Long.toString(ours), Long.toString(theirs));
  }

  private void cause(String what, String ours, String theirs) {
    add(what, true, ours, theirs);
  }

  private void add(String what, boolean isCause, String ours, String theirs) {
    if (!ours.equals(theirs)) {
      differences.add(new ManifestDifference(what, isCause, ours, theirs));
    }
  }
}

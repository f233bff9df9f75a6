package dev.sluice.corpus;

import dev.sluice.corpus.index.Recording;
import dev.sluice.corpus.index.TableIndex;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The index of an export's basis: what it is compared with, and where it is recorded at its end.
 *
 * <p>It is recorded after its manifest is written. An export that is killed between the two finds
 * its manifest when it is run again, and only records; one that is killed later finds that it is
 * recorded, and only clears up.
 */
final class ExportIndex {

  private final TableIndex index;
  private final Path folder;
  private final String name;
  private BitSet withdrawn = new BitSet();

  /** The index, for the export that is made in a folder: its name is the export's. */
  ExportIndex(TableIndex index, Path folder) {
    this.index = index;
    this.folder = folder;
    Path last = folder.toAbsolutePath().normalize().getFileName();
    this.name = last == null ? "export" : last.toString();
  }

  /**
   * Goes on with what was cut off, and refuses an export whose name is taken: it would be compared
   * with itself.
   *
   * @throws SettingsException that names the way out
   */
  void prepare() {
    index.finishDrops();
    Optional<DocumentIndex.Entry> taken = index.find(name);
    if (taken.isPresent() && !isRecorded()) {
      throw new SettingsException(
          "the index has an export '"
              + name
              + "' already, of snapshot "
              + taken.get().snapshot()
              + " by recipe "
              + taken.get().recipe()
              + ", with whose documents this one would be compared: choose an output folder of"
              + " another name, or have the index forget that export ('sluice index drop "
              + name
              + "')");
    }
  }

  /** Whether the export that is whole in the folder is recorded. */
  boolean isRecorded() {
    Optional<DocumentIndex.Entry> entry = index.find(name);
    return entry.isPresent()
        && ManifestFile.digest(folder).equals(Optional.of(entry.get().manifestSha256()));
  }

  EarlierDocuments earlier() {
    return index.earlier();
  }

  /**
   * The documents of earlier exports but for those that this one withdraws: what a page said before
   * must not keep it from saying nearly the same now, nor another page from saying it.
   */
  EarlierDocuments earlierBut(SegmentFiles segments, Parts parts) {
    LongStream.Builder ids = LongStream.builder();
    for (int part = 0; part < parts.count(); part++) {
      try (Scan<OlderDocument> documents = segments.readOlder(part)) {
        while (documents.hasNext()) {
          OlderDocument older = documents.next();
          if (older.isWithdrawn()) {
            ids.add(Document.idPrefix(older.id()));
          }
        }
      }
    }
    withdrawn = index.numbers(ids.build().sorted().toArray());
    return index.earlierBut(withdrawn);
  }

  /** Digest of what the export is compared with: as it was when its manifest was written. */
  String digest(OutputFolder of) {
    return of.hasManifest()
        ? ManifestFile.read(folder).index().map(Manifest.IndexEntry::digest).orElse("")
        : index.extent().digest();
  }

  /** What the manifest says of it. */
  Manifest.IndexEntry entry(Recipe recipe) {
    DocumentIndex.Extent extent = index.extent();
    return new Manifest.IndexEntry(
        extent.exports(), extent.documents(), extent.digest(), comparable(index, recipe));
  }

  /** For each step of a recipe that has keys: how many earlier documents have such keys. */
  static Map<String, Long> comparable(DocumentIndex index, Recipe recipe) {
    Map<String, Long> comparable = new LinkedHashMap<>();
    GlobalSteps.of(recipe)
        .byNumber()
        .forEach(
            (number, step) ->
                step.space()
                    .ifPresent(
                        space ->
                            comparable.merge(
                                recipe.steps().get(number).name(),
                                index.documents(space),
                                Math::max)));
    return comparable;
  }

  /** Records the documents that were chosen. */
  void record(
      Job job, SegmentFiles segments, Parts parts, Remains remains, Selection chosen, Manifest of) {
    BitSet documents = new BitSet(chosen.count());
    for (int candidate = 0; candidate < chosen.count(); candidate++) {
      documents.set(candidate, chosen.chosen(candidate));
    }
    if (documents.cardinality() != of.counts().documents()) {
      throw new ExportException(
          Problem.DAMAGED,
          "what "
              + folder
              + " holds in .work is not what its manifest was made of: delete the folder, and"
              + " export again");
    }
    job.meter().beginRecord();
    List<Recording.Step> steps = new ArrayList<>();
    Set<String> spaces = new HashSet<>();
    GlobalSteps global = GlobalSteps.of(job.recipe());
    for (int number : global.byNumber().keySet()) {
      GlobalStep step = global.step(number);
      Optional<String> space = step.space();
      if (space.isPresent() && spaces.add(space.get())) {
        int imprint = step.takesImprints() ? global.imprintOf(number) : 0;
        StoredCandidates seen =
            new StoredCandidates(job, segments, parts, remains.before(number), imprint);
        steps.add(new Recording.Step(space.get(), step, seen));
      }
    }
    String digest = ManifestFile.digest(folder).orElseThrow();
    index.record(
        new Recording(name, of, digest, documents, withdrawn, steps),
        new StoredCandidates(job, segments, parts, remains, 0));
    job.meter().steps(1);
  }
}

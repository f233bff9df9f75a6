package dev.sluice.corpus.model;

import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.function.Consumer;

/** An index of exported documents: what it holds, and how some of it is taken away. */
public interface DocumentIndex {

  /** The tables that it lies in. */
  List<TableSpec> TABLES = List.of(new TableSpec("exported", TableSpec.Kind.POSTINGS));

  /**
   * An export that was recorded.
   *
   * @param name that of its folder
   * @param snapshot id of the snapshot that was read
   * @param recipe name and version
   * @param recipeHash SHA-256 of the recipe
   * @param sluiceVersion the version of the program that made it
   * @param manifestSha256 digest of its {@code manifest.json}
   * @param documents how many it has
   * @param spaces what its documents can be found by
   */
  record Entry(
      String name,
      String snapshot,
      String recipe,
      String recipeHash,
      String sluiceVersion,
      String manifestSha256,
      long documents,
      List<SpaceEntry> spaces) {

    public Entry {
      spaces = List.copyOf(spaces);
    }
  }

  /**
   * The keys of one step.
   *
   * @param space see {@link KeySpace}
   * @param keys how many
   */
  record SpaceEntry(String space, long keys) {}

  /**
   * What all of it is.
   *
   * @param exports how many exports
   * @param documents how many documents
   * @param digest SHA-256 over names and manifests of the exports in their order: equal digests
   *     mean equal content
   */
  record Extent(long exports, long documents, String digest) {}

  /** The exports that are recorded, in the order in which that was done. */
  List<Entry> exports();

  /** What all of it is. */
  Extent extent();

  /** How many documents can be found in a space. */
  long documents(String space);

  /** Bytes on the disk. */
  long bytes();

  /**
   * Forgets the documents of an export, so that they can be exported again. All of it is forgotten
   * or none, also if the process is killed: whoever writes to the index next goes on with it. Takes
   * as long as reading the whole index.
   *
   * @throws SettingsException if it has no such export
   */
  void drop(String export);

  /**
   * Reads all of it, and hands each problem that it finds to {@code problems}.
   *
   * @return the number of rows
   */
  long check(Consumer<String> problems);
}

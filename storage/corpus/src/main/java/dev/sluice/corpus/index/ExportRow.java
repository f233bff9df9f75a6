package dev.sluice.corpus.index;

import java.util.List;

/**
 * An export as the index knows it.
 *
 * @param number its own, from 0 in the order in which exports were recorded
 * @param name that of its folder
 * @param snapshot id of the snapshot that was read
 * @param recipe name and version
 * @param recipeHash SHA-256 of the recipe
 * @param sluiceVersion version of the program
 * @param manifestSha256 digest of its manifest
 * @param firstDocument number of its first document
 * @param documents how many it has; their numbers follow each other
 * @param spaces by which keys they can be found
 * @param beingDropped true from the moment when it counts no more until its last row is gone
 */
record ExportRow(
    int number,
    String name,
    String snapshot,
    String recipe,
    String recipeHash,
    String sluiceVersion,
    String manifestSha256,
    int firstDocument,
    int documents,
    List<Keys> spaces,
    boolean beingDropped) {

  /** So many keys in a space. */
  record Keys(int space, long keys) {}

  ExportRow {
    spaces = List.copyOf(spaces);
  }

  /** The number of the first document that is none of its own any more. */
  int endDocument() {
    return firstDocument + documents;
  }

  boolean holds(int document) {
    return firstDocument <= document && document < endDocument();
  }

  boolean hasKeysIn(int space) {
    return spaces.stream().anyMatch(keys -> keys.space == space);
  }

  /** The same, on its way out. */
  ExportRow dropping() {
    return new ExportRow(
        number,
        name,
        snapshot,
        recipe,
        recipeHash,
        sluiceVersion,
        manifestSha256,
        firstDocument,
        documents,
        spaces,
        true);
  }
}

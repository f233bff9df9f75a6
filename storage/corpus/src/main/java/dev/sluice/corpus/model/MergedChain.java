package dev.sluice.corpus.model;

import dev.sluice.corpus.model.Manifest.FileEntry;
import java.util.List;

/**
 * What a chain of exports became when it was put together.
 *
 * @param exports the digests of the manifests of its exports, in their order
 * @param versions the versions of Sluice that made them, each once; documents that have not changed
 *     are as their version wrote them
 * @param snapshot id of the snapshot that it stands for
 * @param recipeHash SHA-256 of the recipe
 * @param documents how many there are
 * @param withdrawn how many documents of the chain were left out since a later export withdrew them
 * @param shards the files of documents, in order
 */
public record MergedChain(
    List<String> exports,
    List<String> versions,
    String snapshot,
    String recipeHash,
    long documents,
    long withdrawn,
    List<FileEntry> shards) {

  public MergedChain {
    exports = List.copyOf(exports);
    versions = List.copyOf(versions);
    shards = List.copyOf(shards);
  }
}

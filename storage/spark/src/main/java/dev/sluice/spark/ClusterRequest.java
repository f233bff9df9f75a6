package dev.sluice.spark;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.pages.model.Takedowns;
import java.util.Optional;

/**
 * What to export on a cluster, and where to.
 *
 * @param request recipe, format, mix and the rest as for an export on one machine; its folder and
 *     its number of threads are not looked at
 * @param tokenizer that which the request's format or mix was given
 * @param takedowns what nobody may get, whatever the recipe says
 * @param snapshot what names the pages; told by everything that is written
 * @param folder where the corpus goes: a path or URI of a file system that Hadoop knows, new or
 *     empty
 * @param partitions into about how many pieces the pages are cut
 */
public record ClusterRequest(
    ExportRequest request,
    Optional<TokenizerSettings> tokenizer,
    Takedowns takedowns,
    String snapshot,
    String folder,
    int partitions) {

  public ClusterRequest {
    if (partitions < 1) {
      throw new IllegalArgumentException("there must be 1 partition or more");
    }
  }
}

package dev.sluice.spark;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.pages.model.Takedowns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a job reads, makes and writes.
 *
 * @param inputs archives: files, folders, patterns and lists ({@code *.paths}) on any file system
 *     that Hadoop knows
 * @param base where the files of lists are; without it in the folder of the list
 * @param export recipe, format, mix and so on; its folder and threads mean nothing here
 * @param tokenizer that which the format or mix was given
 * @param takedowns what nobody may get, whatever the recipe says
 * @param snapshot what names the pages; a digest of the input's files if empty
 * @param out the output folder on any such file system: new or empty
 * @param partitions into about how many parts pages are divided after reading; 0 for as many as the
 *     input's size asks for
 */
public record SparkRequest(
    List<String> inputs,
    Optional<String> base,
    ExportRequest export,
    Optional<TokenizerSettings> tokenizer,
    Takedowns takedowns,
    Optional<String> snapshot,
    String out,
    int partitions) {

  private static final long BYTES_OF_A_PART = 32L << 20;

  public SparkRequest {
    inputs = List.copyOf(inputs);
  }

  /** The same, with the tokenizer that its export was given; see {@link ExportRequest#withMix}. */
  public SparkRequest withTokenizer(Path file, Optional<String> pattern, String endOfDocument) {
    return new SparkRequest(
        inputs,
        base,
        export,
        Optional.of(new TokenizerSettings(file, pattern, endOfDocument)),
        takedowns,
        snapshot,
        out,
        partitions);
  }

  /** The request of an export of pages that lie in files. */
  ClusterRequest ofPages(long bytes, int slots, String name) {
    long bySize = Math.max(2L * slots, bytes / BYTES_OF_A_PART);
    return new ClusterRequest(
        export,
        tokenizer,
        takedowns,
        snapshot.orElse(name),
        out,
        partitions > 0 ? partitions : (int) Math.min(bySize, Integer.MAX_VALUE));
  }
}

package dev.sluice.service.extract;

import dev.sluice.corpus.model.ExtractSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be extracted, and how.
 *
 * @param inputs files, folders, or {@code -} for the standard input
 * @param out the file to write; empty for the standard output
 * @param overwrite whether a file that is there may be replaced
 * @param url the address of the only page; empty if there are several or it has none
 * @param facts what is known of files beside them, by their id
 * @param settings how the text is chosen and written
 * @param allFields whether a line holds all that was found out, or the usual five fields
 * @param threads pages worked on at a time; never changes the result
 */
public record ExtractRequest(
    List<String> inputs,
    Optional<Path> out,
    boolean overwrite,
    Optional<String> url,
    Map<String, PageFacts> facts,
    ExtractSettings settings,
    boolean allFields,
    int threads) {

  public ExtractRequest {
    inputs = List.copyOf(inputs);
    facts = Map.copyOf(facts);
  }
}

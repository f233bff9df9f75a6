package dev.sluice.service.extract;

import java.util.Optional;

/**
 * What is known of a page beside its file.
 *
 * @param url its address, as it was written
 * @param charset the encoding that its server declared
 */
public record PageFacts(Optional<String> url, Optional<String> charset) {

  /** Nothing. */
  public static final PageFacts NONE = new PageFacts(Optional.empty(), Optional.empty());
}

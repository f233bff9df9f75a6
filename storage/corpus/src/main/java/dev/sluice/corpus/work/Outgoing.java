package dev.sluice.corpus.work;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.shard.Original;
import java.util.List;
import java.util.Optional;

/**
 * A document as it goes to a shard.
 *
 * @param document with what steps have left of its text, and for how many it stands
 * @param original what it was made of
 * @param copy how many times it went out before, by the order of the export
 * @param share what it counts for in a mix; empty without one
 */
public record Outgoing(Document document, Original original, int copy, Optional<Share> share) {

  private static final String COPY = "mix/copy";

  /**
   * What a document counts for in a mix.
   *
   * @param group the number of its group
   * @param units as many as were counted when the mix was measured out
   */
  public record Share(int group, long units) {}

  /** The document; one that was written before says so. */
  Document told() {
    return copy == 0
        ? document
        : document.withMeasurements(
            List.of(Measurement.quantity(COPY, copy + 1, "only told", true)));
  }
}

package dev.sluice.spark.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page steps made of a capture, in the bytes of segments.
 *
 * @param seed name of its seed
 * @param ledger its row of the ledger
 * @param passed what it is, if it passed all page steps
 */
public record PreparedRow(String seed, byte[] ledger, Optional<Passed> passed) {

  /**
   * A page that passed all page steps.
   *
   * @param document as the page steps left it
   * @param signature what it is chosen by; its capture has no number yet
   * @param imprints one for each step that takes imprints
   * @param originals the raw page, if the format holds such; else nothing
   * @param tags what the seed's owner noted, if a mix asks for that
   */
  public record Passed(
      byte[] document,
      byte[] signature,
      List<byte[]> imprints,
      List<PageRow> originals,
      Map<String, String> tags) {}
}

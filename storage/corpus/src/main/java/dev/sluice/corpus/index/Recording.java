package dev.sluice.corpus.index;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Manifest;
import java.util.BitSet;
import java.util.List;

/**
 * What of an export is recorded.
 *
 * @param name that of its folder
 * @param manifest what it is
 * @param manifestSha256 digest of the manifest's file
 * @param chosen which candidates are documents
 * @param withdrawn numbers of earlier documents that it withdraws
 * @param steps those that have a space, each space once
 */
public record Recording(
    String name,
    Manifest manifest,
    String manifestSha256,
    BitSet chosen,
    BitSet withdrawn,
    List<Step> steps) {

  /**
   * A step that compares.
   *
   * @param space its {@link GlobalStep#space}
   * @param candidates all candidates of the export, with the step's imprints
   */
  public record Step(String space, GlobalStep step, Candidates candidates) {}

  public Recording {
    steps = List.copyOf(steps);
  }
}

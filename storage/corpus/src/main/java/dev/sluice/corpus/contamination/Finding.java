package dev.sluice.corpus.contamination;

import java.util.List;

/**
 * An item of a benchmark that a text shares runs of units with.
 *
 * @param file name of the benchmark's file
 * @param line number of the item's line in it, from 1
 * @param places where in the text: in order, and apart
 * @param found how many of the item's runs stand in the text
 * @param runs how many runs the item has
 */
public record Finding(String file, int line, List<Place> places, int found, int runs) {

  /**
   * A part of a text.
   *
   * @param start index of its first UTF-16 unit
   * @param end index behind its last
   */
  public record Place(int start, int end) {}

  public Finding {
    places = List.copyOf(places);
  }

  /** What share of the item's runs stand in the text, above 0 and at most 1. */
  public double share() {
    return (double) found / runs;
  }
}

package dev.sluice.corpus.model;

import java.util.List;

/**
 * How MinHash with b bands of r rows sees two pages: those whose Jaccard similarity is s agree in
 * all rows of at least one band with probability {@code P(s) = 1 - (1 - s^r)^b} (Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
 *
 * @param bands b, at least 1
 * @param rows r, at least 1
 */
public record BandCurve(int bands, int rows) {

  /**
   * The bands that a published pipeline used.
   *
   * @param name as in the literature
   * @param shingles what its pages are compared by
   * @param curve its bands
   */
  public record Published(String name, String shingles, BandCurve curve) {

    private Published(String name, String shingles, int bands, int rows) {
      this(name, shingles, new BandCurve(bands, rows));
    }
  }

  /**
   * Published settings. Those of SlimPajama and text-dedup follow from a number of hashes and a
   * threshold (128 and 0.8, 240 and 0.7), by the least sum of false positives and false negatives.
   */
  public static final List<Published> PUBLISHED =
      List.of(
          new Published("fineweb", "5 words", 14, 8),
          new Published("refinedweb", "5 tokens", 450, 20),
          new Published("redpajama-0.7", "13 words", 14, 9),
          new Published("redpajama-0.8", "13 words", 9, 13),
          new Published("redpajama-0.9", "13 words", 5, 25),
          new Published("slimpajama", "13 words", 9, 13),
          new Published("map-neo", "13 characters", 9, 13),
          new Published("nemo", "24 characters", 20, 13),
          new Published("dots", "5 words", 128, 16),
          new Published("opencoder", "5 tokens", 16, 128),
          new Published("text-dedup", "5 words", 24, 10));

  public BandCurve {
    if (bands < 1 || rows < 1) {
      throw new IllegalArgumentException(bands + " bands of " + rows + " rows");
    }
  }

  /** All rows of all bands: so many hashes are taken of each page. */
  public long hashes() {
    return (long) bands * rows;
  }

  /**
   * The probability that two pages are compared.
   *
   * @param similarity Jaccard's, 0 to 1
   */
  public double probability(double similarity) {
    return 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
  }

  /**
   * The similarity at which two pages are compared with a probability.
   *
   * @param probability 0 to 1
   */
  public double similarity(double probability) {
    return Math.pow(1 - Math.pow(1 - probability, 1.0 / bands), 1.0 / rows);
  }
}

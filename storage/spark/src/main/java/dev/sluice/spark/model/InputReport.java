package dev.sluice.spark.model;

import java.io.Serializable;
import java.util.List;

/**
 * What was found in the files of an input.
 *
 * @param files that were read
 * @param bytes they have together
 * @param missing files of lists that are not there
 * @param pages with a body of their own
 * @param revisits pages whose body is that of another record
 * @param lost revisits whose other record is in no file; they are left out
 * @param serverFiles robots.txt and tdmrep.json
 * @param noWebPages records with no URL of a web page
 * @param beside records that hold no page
 * @param damaged places that could not be read
 * @param damage the first of them, in the order of paths and offsets
 */
public record InputReport(
    long files,
    long bytes,
    long missing,
    long pages,
    long revisits,
    long lost,
    long serverFiles,
    long noWebPages,
    long beside,
    long damaged,
    List<Damage> damage) {

  /** How many damaged places are told one by one. */
  public static final int MOST_TOLD = 1000;

  public InputReport {
    damage = List.copyOf(damage);
  }

  /**
   * A place that could not be read.
   *
   * @param path of the file
   * @param offset where it begins, in bytes
   * @param why as the end of a sentence
   */
  public record Damage(String path, long offset, String why) implements Serializable {

    /** The same in words. */
    @Override
    public String toString() {
      return String.format("%s: damaged at byte %,d: %s", path, offset, why);
    }
  }
}

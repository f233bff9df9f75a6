package dev.sluice.corpus.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * What was found when an export's folder was checked.
 *
 * @param files how many files were read
 * @param bytes how many bytes they have
 * @param deep whether what is in them was looked at, too
 * @param documents how many documents were looked at
 * @param unread how many shards are of a kind that is not read back, so that only their bytes were
 *     compared
 * @param findings what is wrong, in the order in which it was found; nothing if all is well
 * @param further how many more things are wrong
 */
public record Verification(
    long files,
    long bytes,
    boolean deep,
    long documents,
    long unread,
    List<Finding> findings,
    long further) {

  /** Watches a check, and may stop it. */
  public interface Watch {

    /** So many bytes of all were read. */
    void progress(long done, long total);

    /** True if it should stop. */
    default boolean stopped() {
      return false;
    }

    /** Watches nothing. */
    static Watch none() {
      return (done, total) -> {};
    }
  }

  /** What can be wrong. */
  public enum Problem {
    /** A file is not there. */
    MISSING,
    /** A file is there that nothing names. */
    FOREIGN,
    /** A file has another length. */
    LENGTH,
    /** A file has other bytes. */
    DIGEST,
    /** A file cannot be read as what it is. */
    UNREADABLE,
    /** Numbers do not add up. */
    COUNT,
    /** A document or a row is not where, or not what, it should be. */
    CONTENT
  }

  /**
   * Something that is wrong.
   *
   * @param file name in the folder
   * @param line number of the document or row in it, from 0, if it is about one
   * @param sentence what it is, for people
   */
  public record Finding(Problem problem, String file, OptionalLong line, String sentence) {}

  public Verification {
    findings = List.copyOf(findings);
  }

  /** True if nothing is wrong. */
  public boolean isClean() {
    return findings.isEmpty();
  }
}

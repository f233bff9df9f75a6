package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.text.ComparedCharacters;
import dev.sluice.pages.settings.SettingsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What of a page is compared to find pages that say nearly the same: the shingles of its text,
 * which are runs of so many words or characters, and their MinHash.
 *
 * <p><b>What counts.</b> Letters, marks and numbers in small letters ({@link ComparedCharacters});
 * words are those of the shared segmentation, by a dictionary for Chinese, Japanese and Thai. The
 * similarity of two texts is that of their sets of shingles by Jaccard: how many both have, of all
 * that one or the other has.
 *
 * <p><b>Short texts.</b> A text with fewer words than one shingle has none. Either it is left alone
 * ({@code short: apart}): its print is empty, and matches nothing. Or all that it says is its one
 * shingle ({@code whole}), so that it matches what says exactly the same. A text without a word is
 * always left alone.
 *
 * <p><b>A print's bytes</b>: the key of each band, 8 bytes each; then, if pairs are to be verified,
 * the different shingles' hashes in ascending order, 4 bytes each. All big endian.
 *
 * <p>Safe for use by several threads.
 */
public final class NearPrint {

  private static final byte[] EMPTY = {};
  private static final int MOST_SHINGLE = 1000;

  /** As many as RefinedWeb has, the most of all that were published. */
  private static final int MOST_ROWS_IN_ALL = 9_000;

  private final boolean characters;
  private final int shingle;
  private final boolean zeroDigits;
  private final boolean shortWhole;
  private final int bands;
  private final boolean verified;
  private final MinHash minHash;

  private NearPrint(Parameters parameters) {
    this.characters = parameters.word("unit").equals("characters");
    this.shingle = (int) parameters.number("shingle");
    this.zeroDigits = parameters.word("digits").equals("zero");
    this.shortWhole = parameters.word("short").equals("whole");
    this.bands = (int) parameters.number("bands");
    this.verified = parameters.decimal("verify") > 0;
    this.minHash = new MinHash(bands, rows(parameters));
  }

  private int rows(Parameters parameters) {
    long rows = parameters.number("rows");
    if (bands * rows > MOST_ROWS_IN_ALL) {
      throw new SettingsException(
          "%d bands of %d rows are %d hashes of each page, more than %d: ask for fewer"
              .formatted(bands, rows, bands * rows, MOST_ROWS_IN_ALL));
    }
    return (int) rows;
  }

  /** What a recipe can choose of a print. */
  public static List<Parameter> parameters() {
    return List.of(
        Parameter.choice("unit", List.of("words", "characters"), "what a shingle is a run of"),
        Parameter.number("shingle", 5, 1, MOST_SHINGLE, "how many of them make a shingle"),
        Parameter.choice(
            "digits",
            List.of("kept", "zero"),
            "zero to take each run of digits for one 0, so that numbers make no difference"),
        Parameter.choice(
            "short",
            List.of("apart", "whole"),
            "a text shorter than a shingle is left alone, or is one shingle as a whole"),
        Parameter.number(
            "bands", 14, 1, MOST_ROWS_IN_ALL, "MinHash: pages that agree in one band are compared"),
        Parameter.number(
            "rows",
            8,
            1,
            MOST_ROWS_IN_ALL,
            "MinHash: the hashes in a band, all of which must agree"),
        Parameter.decimal(
            "verify",
            0,
            1,
            "the least true Jaccard similarity of two pages that agree in a band; 0 to ask for none"));
  }

  /** The prints that a recipe asks for. */
  public static NearPrint of(Parameters parameters) {
    return new NearPrint(parameters);
  }

  /** The print of a text; empty if it is to match nothing. */
  public byte[] of(Segments segments) {
    Pieces pieces =
        characters
            ? Pieces.characters(segments.text(), zeroDigits)
            : Pieces.words(segments, zeroDigits);
    int[] shingles = shingles(pieces);
    if (shingles.length == 0) {
      return EMPTY;
    }
    return bytes(verified ? distinct(shingles) : shingles);
  }

  private int[] shingles(Pieces pieces) {
    boolean isShort = pieces.count() < shingle;
    return pieces.shingles(isShort && shortWhole ? Math.max(1, pieces.count()) : shingle);
  }

  private static int[] distinct(int[] hashes) {
    RadixSort.sort(hashes);
    int count = 0;
    for (int hash : hashes) {
      if (count == 0 || hashes[count - 1] != hash) {
        hashes[count] = hash;
        count++;
      }
    }
    return Arrays.copyOf(hashes, count);
  }

  private byte[] bytes(int[] shingles) {
    int kept = verified ? shingles.length : 0;
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * bands + Integer.BYTES * kept);
    bytes.asLongBuffer().put(minHash.bandKeys(shingles));
    bytes.position(Long.BYTES * bands).slice().asIntBuffer().put(shingles, 0, kept);
    return bytes.array();
  }

  /**
   * The keys of a print's bands: pages that share one are compared. No key of one band is meant to
   * be one of another, so all of them can be sorted together.
   *
   * @return none for an empty print
   */
  public long[] bandKeys(byte[] print) {
    if (print.length == 0) {
      return new long[0];
    }
    long[] keys = new long[bands];
    ByteBuffer.wrap(print).asLongBuffer().get(keys);
    return keys;
  }

  /**
   * The Jaccard similarity of two texts, from 0 to 1: exact but for shingles whose hashes are the
   * same by chance, of which there is one in 2^32 for each pair of shingles.
   *
   * @throws IllegalStateException if prints are made without shingles
   */
  public double jaccard(byte[] one, byte[] other) {
    if (!verified) {
      throw new IllegalStateException("prints that are not to be verified hold no shingles");
    }
    if (one.length == 0 || other.length == 0) {
      return 0;
    }
    int shared = shared(shinglesOf(one), shinglesOf(other));
    int all = shinglesIn(one) + shinglesIn(other) - shared;
    return (double) shared / all;
  }

  private ByteBuffer shinglesOf(byte[] print) {
    return ByteBuffer.wrap(print).position(Long.BYTES * bands);
  }

  private int shinglesIn(byte[] print) {
    return (print.length - Long.BYTES * bands) / Integer.BYTES;
  }

  private static int shared(ByteBuffer one, ByteBuffer other) {
    int shared = 0;
    int mine = one.getInt();
    int theirs = other.getInt();
    while (true) {
      shared += mine == theirs ? 1 : 0;
      boolean next = mine <= theirs;
      boolean otherNext = theirs <= mine;
      if (next && !one.hasRemaining() || otherNext && !other.hasRemaining()) {
        return shared;
      }
      mine = next ? one.getInt() : mine;
      theirs = otherNext ? other.getInt() : theirs;
    }
  }
}

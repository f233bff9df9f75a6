package dev.sluice.engine.scope;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a page's text says, in 64 bits, so that {@link HostHabits} can tell whether it is new.
 *
 * <p>Only letters count, in lower case: digits, Chinese numerals, and the English names of months
 * and weekdays do not. The pages of an empty calendar, or a result list's thousandth page without
 * results, say the same then, while two articles never do.
 */
public final class TextDigest {

  private static final long SEED = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long PRIME = 0x100000001b3L;
  private static final String CHINESE_NUMERALS = "〇零一二三四五六七八九十百千";

  /** The digests of words that a calendar changes from page to page. */
  private static final long[] CALENDAR_WORDS = names().sorted().toArray();

  private TextDigest() {}

  private static LongStream names() {
    String months = "january february march april may june july august september october";
    String others = "november december monday tuesday wednesday thursday friday saturday sunday";
    String shorter = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun";
    return Stream.of((months + " " + others + " " + shorter).split(" "))
        .mapToLong(TextDigest::word);
  }

  private static long word(String text) {
    long hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  /** The digest of a text; 0 stands for one without a letter. */
  public static long of(CharSequence text) {
    long digest = 0;
    long word = SEED;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c) && CHINESE_NUMERALS.indexOf(c) < 0) {
        word = (word ^ Character.toLowerCase(c)) * PRIME;
      } else if (!Character.isSurrogate(c)) {
        digest = with(digest, word);
        word = SEED;
      } else {
        word = (word ^ c) * PRIME; // rare characters and signs beyond the first plane
      }
    }
    return with(digest, word);
  }

  private static long with(long digest, long word) {
    return word == SEED || Arrays.binarySearch(CALENDAR_WORDS, word) >= 0
        ? digest
        : finished((digest ^ word) * PRIME);
  }

  /** MurmurHash3's last step: each bit of the input has a say in each bit of the result. */
  private static long finished(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}

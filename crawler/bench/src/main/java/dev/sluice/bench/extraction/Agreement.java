package dev.sluice.bench.extraction;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far an extracted text agrees with the marked one, by two measures.
 *
 * <p>Shingles: runs of four words, case kept, as in scrapinghub's article-extraction-benchmark; an
 * empty extraction costs recall and never precision, as there. Bag: words without order or case,
 * each character by itself in scripts without spaces; an empty extraction is 0.
 *
 * @param shinglePrecision of shingles; empty if none was extracted
 * @param shingleRecall of shingles, 0 to 1
 * @param bagPrecision of the bag of words, 0 to 1
 * @param bagRecall of the bag of words, 0 to 1
 * @param bag F1 of the bag of words, 0 to 1
 */
record Agreement(
    Optional<Double> shinglePrecision,
    double shingleRecall,
    double bagPrecision,
    double bagRecall,
    double bag) {

  private static final int SHINGLE = 4;

  private static final int FIRST_ALONE = 0x0e00;

  /** Each character of these blocks is a word: pairs of first and last. */
  private static final int[] ALONE = {
    0x2e80, 0x303f, 0x3040, 0x30ff, 0x3100, 0x318f, 0x31a0, 0x31ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff,
    0xac00, 0xd7af, 0xf900, 0xfaff, 0x0e00, 0x0eff, 0x1000, 0x109f, 0x1780, 0x17ff, 0x20000, 0x3ffff
  };

  /** Compares the marked text of a page with the extracted one. */
  static Agreement of(String marked, String extracted) {
    Map<String, Integer> want = shingles(marked);
    Map<String, Integer> have = shingles(extracted);
    double shared = shared(want, have);
    double wanted = size(want);
    double had = size(have);
    Optional<Double> precision = had == 0 ? Optional.empty() : Optional.of(shared / had);
    Map<String, Integer> wantedWords = counts(tokens(marked));
    Map<String, Integer> words = counts(tokens(extracted));
    double sharedWords = shared(wantedWords, words);
    double bagPrecision = sharedWords == 0 ? 0 : sharedWords / size(words);
    double bagRecall = sharedWords == 0 ? 0 : sharedWords / size(wantedWords);
    return new Agreement(
        precision,
        wanted == 0 ? 0 : shared / wanted,
        bagPrecision,
        bagRecall,
        harmonic(bagPrecision, bagRecall));
  }

  /** The harmonic mean; 0 if both are. */
  static double harmonic(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /**
   * The words of a text in order, folded in case and form; characters where there are no spaces.
   */
  static List<String> tokens(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    return words(folded, true);
  }

  /** The runs of letters, digits and underscores. */
  private static List<String> words(String text, boolean divided) {
    List<String> found = new ArrayList<>();
    int start = 0;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      boolean word = isWord(c);
      boolean alone = divided && word && isAlone(c);
      if (!word || alone) {
        addWord(text, start, i, found);
        start = word ? i : next;
      }
      if (alone) {
        addWord(text, i, next, found);
        start = next;
      }
    }
    addWord(text, start, text.length(), found);
    return found;
  }

  private static void addWord(String text, int start, int end, List<String> words) {
    if (end > start) {
      words.add(text.substring(start, end));
    }
  }

  private static boolean isWord(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> c == '_' || Character.isLetter(c);
    };
  }

  private static boolean isAlone(int c) {
    for (int i = 0; c >= FIRST_ALONE && i < ALONE.length; i += 2) {
      if (c >= ALONE[i] && c <= ALONE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Integer> shingles(String text) {
    List<String> words = words(text, false);
    List<String> shingles = new ArrayList<>();
    for (int i = 0; i < Math.max(1, words.size() - SHINGLE + 1); i++) {
      List<String> run = words.subList(i, Math.min(words.size(), i + SHINGLE));
      if (!run.isEmpty()) {
        shingles.add(String.join(" ", run));
      }
    }
    return counts(shingles);
  }

  private static Map<String, Integer> counts(List<String> items) {
    Map<String, Integer> counts = new HashMap<>();
    items.forEach(item -> counts.merge(item, 1, Integer::sum));
    return counts;
  }

  private static double size(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static double shared(Map<String, Integer> one, Map<String, Integer> other) {
    double shared = 0;
    for (Map.Entry<String, Integer> entry : one.entrySet()) {
      shared += Math.min(entry.getValue(), other.getOrDefault(entry.getKey(), 0));
    }
    return shared;
  }
}

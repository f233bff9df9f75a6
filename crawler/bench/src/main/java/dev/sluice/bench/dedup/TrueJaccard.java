package dev.sluice.bench.dedup;

import dev.sluice.corpus.model.Segments;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The similarity of two texts, counted the plain way: as sets of strings, with nothing of the code
 * that is measured.
 *
 * @param characters whether shingles are runs of characters, not words
 * @param shingle of so many
 */
record TrueJaccard(boolean characters, int shingle) {

  /** Shared shingles, of all that one or the other has. */
  static double of(Set<String> one, Set<String> other) {
    Set<String> shared = new HashSet<>(one);
    shared.retainAll(other);
    return (double) shared.size() / (one.size() + other.size() - shared.size());
  }

  /** The shingles of a text. */
  Set<String> shingles(Segments segments) {
    List<String> pieces = characters ? characters(segments.text()) : words(segments);
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + shingle <= pieces.size(); i++) {
      shingles.add(String.join(" ", pieces.subList(i, i + shingle)));
    }
    return shingles;
  }

  private static List<String> words(Segments segments) {
    List<String> words = new ArrayList<>();
    for (String token : segments.tokens()) {
      String word = normal(token);
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static List<String> characters(String text) {
    return normal(text).codePoints().mapToObj(Character::toString).toList();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }
}

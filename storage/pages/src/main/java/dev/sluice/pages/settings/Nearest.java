package dev.sluice.pages.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known word at the smallest edit distance, if it is near enough to be worth naming. */
  public static Optional<String> to(String unknown, Collection<String> known) {
    int limit = Math.max(2, unknown.length() / 3);
    return known.stream()
        .filter(word -> distance(unknown, word) <= limit)
        .min(Comparator.comparingInt((String word) -> distance(unknown, word)));
  }

  /** "; did you mean 'X'?" for the nearest known word, otherwise the list of what is known. */
  public static String hint(String unknown, Collection<String> known) {
    return to(unknown, known)
        .map(word -> "; did you mean '" + word + "'?")
        .orElseGet(() -> "; known are " + String.join(", ", known));
  }

  /** Levenshtein distance, case ignored, with {@code -} and {@code _} alike. */
  private static int distance(String a, String b) {
    String left = fold(a);
    String right = fold(b);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substitution = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

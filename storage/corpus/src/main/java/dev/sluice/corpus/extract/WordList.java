package dev.sluice.corpus.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A list of words on the class path, a word a line, where a star stands for the rest of a word;
 * lines with {@code #} are comments.
 */
final class WordList {

  private final Set<String> words = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> suffixes = new ArrayList<>();

  /** Reads the list of this file name. */
  WordList(String name) {
    try (InputStream in = Objects.requireNonNull(WordList.class.getResourceAsStream(name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private void add(String line) {
    if (line.endsWith("*")) {
      prefixes.add(line.substring(0, line.length() - 1));
    } else if (line.startsWith("*")) {
      suffixes.add(line.substring(1));
    } else {
      words.add(line);
    }
  }

  /** True if the list has the word, or a pattern that it fits; in lower case. */
  boolean has(String word) {
    if (words.contains(word)) {
      return true;
    }
    // Plain loops: this is asked for every name on every page.
    for (String prefix : prefixes) {
      if (word.startsWith(prefix)) {
        return true;
      }
    }
    for (String suffix : suffixes) {
      if (word.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** True if the list has any of these names, which stand apart by spaces, as a whole. */
  boolean hasWord(String names) {
    if (names.indexOf(' ') < 0) {
      return has(names.toLowerCase(Locale.ROOT));
    }
    for (String name : names.split("\\s+")) {
      if (has(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** True if the list has any word of a class or id name. */
  boolean hasAnyOf(String names) {
    int start = 0;
    int length = names.length();
    for (int i = 0; i <= length; i++) {
      boolean separator = i == length || !Character.isLetterOrDigit(names.charAt(i));
      if (separator || i > start && isHump(names, i)) {
        if (i > start && has(names.substring(start, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        start = separator ? i + 1 : i;
      }
    }
    return false;
  }

  private static boolean isHump(String names, int at) {
    return Character.isUpperCase(names.charAt(at)) && Character.isLowerCase(names.charAt(at - 1));
  }
}

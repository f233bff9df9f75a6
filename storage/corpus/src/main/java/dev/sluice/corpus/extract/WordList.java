package dev.sluice.corpus.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A list of words on the class path, a word a line, where a star stands for the rest of a word;
 * lines with {@code #} are comments.
 */
final class WordList {

  private final TokenSet words = new TokenSet();
  private final TokenSet prefixes = new TokenSet();
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
      prefixes.add(Tokens.hash(line.substring(0, line.length() - 1)));
    } else if (line.startsWith("*")) {
      suffixes.add(line.substring(1));
    } else {
      words.add(Tokens.hash(line));
    }
  }

  /**
   * True if the list has a part of a name, or a pattern that it fits, in whatever case. This is
   * asked for every name on every page: the hash of what was read so far finds words and prefixes.
   */
  private boolean has(String names, int from, int to) {
    long hash = Tokens.empty();
    for (int i = from; i < to; i++) {
      hash = Tokens.extend(hash, names.charAt(i));
      if (prefixes.contains(hash)) {
        return true;
      }
    }
    return words.contains(hash) || hasSuffix(names, from, to);
  }

  private boolean hasSuffix(String names, int from, int to) {
    for (String suffix : suffixes) {
      int length = suffix.length();
      if (to - from >= length && names.regionMatches(true, to - length, suffix, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /** True if the list has any of these names, which stand apart by white space, as a whole. */
  boolean hasWord(String names) {
    int start = 0;
    int length = names.length();
    for (int i = 0; i <= length; i++) {
      if (i == length || names.charAt(i) <= ' ') {
        if (i > start && has(names, start, i)) {
          return true;
        }
        start = i + 1;
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
        if (i > start && has(names, start, i)) {
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

package dev.sluice.corpus.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A list of words on the class path, a word a line, where a star stands for the rest of a word;
 * lines with {@code #} are comments.
 *
 * <p>It is asked for every name on every page. So words lie in a {@link Trie}, and those that a
 * star begins in another one, last letter first: a name costs a step for each of its letters at
 * most, and most end after two.
 */
final class WordList {

  private final Trie words = new Trie();
  private final Trie endings = new Trie();

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
    if (line.startsWith("*")) {
      endings.add(new StringBuilder(line.substring(1)).reverse().toString(), true);
    } else if (line.endsWith("*")) {
      words.add(line.substring(0, line.length() - 1), true);
    } else {
      words.add(line, false);
    }
  }

  /** True if the list has a part of a name, or a pattern that it fits, in whatever case. */
  private boolean has(String names, int from, int to) {
    int at = Trie.ROOT;
    for (int i = from; i < to && at != Trie.NOWHERE; i++) {
      at = words.next(at, names.charAt(i));
      if (words.isPattern(at)) {
        return true;
      }
    }
    return words.isWord(at) || hasEnding(names, from, to);
  }

  private boolean hasEnding(String names, int from, int to) {
    int at = Trie.ROOT;
    for (int i = to - 1; i >= from && at != Trie.NOWHERE; i--) {
      at = endings.next(at, names.charAt(i));
      if (endings.isPattern(at)) {
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
      boolean separator = i == length || !Letter.isLetterOrDigit(names.charAt(i));
      if (separator || i > start && Letter.isHump(names, i)) {
        if (i > start && has(names, start, i)) {
          return true;
        }
        start = separator ? i + 1 : i;
      }
    }
    return false;
  }
}

package dev.sluice.corpus.rule;

import dev.sluice.pages.settings.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that a converter between forms of Chinese replaces, and those that it protects: of several
 * that begin at a place the longest counts, and the search goes on behind it, as in zhconv and
 * MediaWiki.
 */
final class Conversions {

  /** Whether each word is changed. */
  private final Map<String, Boolean> changes = new HashMap<>();

  /** For each character the length of the longest word that begins with it. */
  private final byte[] longest = new byte[Character.MAX_VALUE + 1];

  /**
   * The words of some lines, each with what becomes of it behind white space.
   *
   * @throws SettingsException if a line is not of two words, or its first is longer than 127 units
   */
  Conversions(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split("\\s+");
      if (words.length != 2 || words[0].length() > Byte.MAX_VALUE) {
        throw new SettingsException(
            "chinesewebtext: a line of 'conversions' is a word, a tab and what it becomes, and not"
                + " '"
                + line
                + "'");
      }
      changes.put(words[0], !words[0].equals(words[1]));
      char first = words[0].charAt(0);
      longest[first] = (byte) Math.max(longest[first], words[0].length());
    }
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** How many places of a text would be changed. */
  int in(String text) {
    int changed = 0;
    int at = 0;
    while (at < text.length()) {
      int size = sizeAt(text, at);
      boolean isChanged = size > 0 && changes.getOrDefault(text.substring(at, at + size), false);
      changed += isChanged ? 1 : 0;
      at += Math.max(size, 1);
    }
    return changed;
  }

  /** The length of the longest word that begins at a place; 0 if there is none. */
  private int sizeAt(String text, int at) {
    int size = Math.min(longest[text.charAt(at)], text.length() - at);
    while (size > 0 && !changes.containsKey(text.substring(at, at + size))) {
      size--;
    }
    return size;
  }
}

package dev.sluice.corpus.rule;

import java.util.Arrays;
import java.util.Collection;

/**
 * A set of words and phrases that is looked for in texts: a trie over characters, walked from each
 * place that a word can begin at.
 *
 * <p>Both are compared in small letters, with full-width Latin letters and digits as plain ones. Of
 * several words that begin at a place the longest counts, and the search goes on behind it. A word
 * that begins or ends in a Latin letter or a digit is only found where none stands beside it; Han
 * and Kana have no such borders.
 */
final class PhraseTrie {

  private static final long MIX = 0x9e3779b97f4a7c15L;

  /** The node after each first character; 0 if no word begins with it. */
  private final int[] first = new int[Character.MAX_VALUE + 1];

  /** Transitions by open addressing: node and character, and where they lead. */
  private long[] keys = new long[64];

  private int[] targets = new int[64];

  /** For each node the number of its word, from 0 on; -1 where none ends. */
  private int[] words = new int[64];

  private int nodes = 1;
  private int wordCount;

  /** The trie of some words; empty ones are left out. */
  PhraseTrie(Collection<String> all) {
    Arrays.fill(words, -1);
    all.stream().filter(word -> !word.isEmpty()).forEach(this::add);
  }

  /**
   * What was found in a text.
   *
   * @param hits how often a word stands in it
   * @param distinct how many different words
   */
  record Found(int hits, int distinct) {}

  /** Looks for the words in a text. */
  Found find(String text) {
    boolean[] seen = new boolean[wordCount];
    int hits = 0;
    int distinct = 0;
    int at = 0;
    while (at < text.length()) {
      int node = first[folded(text.charAt(at))];
      int end = at + 1;
      if (node != 0 && startsHere(text, at)) {
        int word = -1;
        for (int i = at + 1; node != 0; i++) {
          if (words[node] >= 0 && endsHere(text, i)) {
            word = words[node];
            end = i;
          }
          node = i < text.length() ? next(node, folded(text.charAt(i))) : 0;
        }
        if (word >= 0) {
          hits++;
          distinct += seen[word] ? 0 : 1;
          seen[word] = true;
        }
      }
      at = end;
    }
    return new Found(hits, distinct);
  }

  /** How many different words stand anywhere in a text, within others and without borders too. */
  int distinctAnywhere(String text) {
    boolean[] seen = new boolean[wordCount];
    int distinct = 0;
    for (int at = 0; at < text.length(); at++) {
      int node = first[folded(text.charAt(at))];
      for (int i = at + 1; node != 0; i++) {
        int word = words[node];
        if (word >= 0 && !seen[word]) {
          seen[word] = true;
          distinct++;
        }
        node = i < text.length() ? next(node, folded(text.charAt(i))) : 0;
      }
    }
    return distinct;
  }

  /**
   * The characters of all occurrences of all words, within others and without borders too; those of
   * one word do not overlap each other.
   */
  long charactersAnywhere(String text) {
    int[] ends = new int[wordCount];
    long characters = 0;
    for (int at = 0; at < text.length(); at++) {
      int node = first[folded(text.charAt(at))];
      for (int i = at + 1; node != 0; i++) {
        int word = words[node];
        if (word >= 0 && ends[word] <= at) {
          ends[word] = i;
          characters += i - at;
        }
        node = i < text.length() ? next(node, folded(text.charAt(i))) : 0;
      }
    }
    return characters;
  }

  private static boolean startsHere(String text, int at) {
    return at == 0 || !(isLatin(text.charAt(at)) && isLatin(text.charAt(at - 1)));
  }

  private static boolean endsHere(String text, int end) {
    return end == text.length() || !(isLatin(text.charAt(end)) && isLatin(text.charAt(end - 1)));
  }

  /** Letters and digits of scripts that put spaces between words, as far as U+024F. */
  private static boolean isLatin(char c) {
    char plain = folded(c);
    return plain < 0x250 && Character.isLetterOrDigit(plain);
  }

  private static char folded(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
    char narrow = c >= '\uff10' && c <= '\uff5a' ? (char) (c - 0xfee0) : c;
    return c >= 0x2e80 && narrow == c ? c : Character.toLowerCase(narrow);
  }

  private void add(String word) {
    char start = folded(word.charAt(0));
    if (first[start] == 0) {
      first[start] = newNode();
    }
    int node = first[start];
    for (int i = 1; i < word.length(); i++) {
      node = child(node, folded(word.charAt(i)));
    }
    if (words[node] < 0) {
      words[node] = wordCount++;
    }
  }

  private int newNode() {
    if (nodes == words.length) {
      words = Arrays.copyOf(words, 2 * nodes);
      Arrays.fill(words, nodes, words.length, -1);
    }
    return nodes++;
  }

  private int child(int node, char c) {
    if (2 * nodes > keys.length) {
      grow();
    }
    int slot = slot(key(node, c));
    if (keys[slot] == 0) {
      keys[slot] = key(node, c);
      targets[slot] = newNode();
    }
    return targets[slot];
  }

  private int next(int node, char c) {
    return targets[slot(key(node, c))];
  }

  /** Never 0, since nodes are numbered from 1. */
  private static long key(int node, char c) {
    return (long) node << Character.SIZE | c;
  }

  /** Where a transition is, or would be. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key * MIX >>> 40) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[2 * oldKeys.length];
    targets = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        targets[slot] = oldTargets[i];
      }
    }
  }
}

package dev.sluice.corpus.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Words and phrases that are looked for in texts: a trie over characters, walked from each place
 * that a word can begin at. They can be of several topics, which one walk finds together.
 *
 * <p>Both are compared in small letters, with full-width Latin letters and digits as plain ones. Of
 * several words of a topic that begin at a place the longest counts, and the search for this topic
 * goes on behind it. A word that begins or ends in a Latin letter or a digit is only found where
 * none stands beside it; Han and Kana have no such borders.
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

  /** For each word the topics that it is of, a bit for each. */
  private int[] topicsOf = new int[64];

  private final int topics;
  private int nodes = 1;
  private int wordCount;

  /** The trie of some words of one topic; empty ones are left out. */
  PhraseTrie(Collection<String> all) {
    this(List.of(all), 1);
  }

  private PhraseTrie(List<? extends Collection<String>> byTopic, int topics) {
    this.topics = topics;
    Arrays.fill(words, -1);
    for (int topic = 0; topic < topics; topic++) {
      for (String word : byTopic.get(topic)) {
        if (!word.isEmpty()) {
          int number = add(word);
          topicsOf[number] |= 1 << topic;
        }
      }
    }
  }

  /** The trie of the words of several topics, 32 at most. */
  static PhraseTrie ofTopics(List<? extends Collection<String>> byTopic) {
    return new PhraseTrie(byTopic, byTopic.size());
  }

  /**
   * What was found in a text.
   *
   * @param hits how often a word stands in it
   * @param distinct how many different words
   */
  record Found(int hits, int distinct) {}

  /** Looks for the words of the only topic in a text. */
  Found find(String text) {
    return findByTopic(text).get(0);
  }

  /** Looks for all words in a text; the finding of each topic is what it would be alone. */
  List<Found> findByTopic(String text) {
    Search search = new Search(text);
    search.run();
    return IntStream.range(0, topics)
        .mapToObj(topic -> new Found(search.hits[topic], search.distinct[topic]))
        .toList();
  }

  /** One text as it is searched. */
  private final class Search {

    private final char[] text;
    private final int[] hits = new int[topics];
    private final int[] distinct = new int[topics];

    /** For each topic where its last finding ends. */
    private final int[] ends = new int[topics];

    /** For each topic the word found at the place at hand; -1 if none. */
    private final int[] longest = new int[topics];

    private final int[] longestEnds = new int[topics];

    /** The topics for which each word has been seen. */
    private final int[] seen = new int[wordCount];

    Search(String text) {
      this.text = text.toCharArray();
      for (int i = 0; i < this.text.length; i++) {
        this.text[i] = folded(this.text[i]);
      }
    }

    void run() {
      for (int at = 0; at < text.length; at++) {
        int node = first[text[at]];
        if (node != 0 && (at == 0 || apart(at))) {
          walk(node, at);
        }
      }
    }

    /** Whether a word can end before a place and another begin at it. */
    private boolean apart(int at) {
      return !(isLatin(text[at]) && isLatin(text[at - 1]));
    }

    private void walk(int start, int at) {
      int found = 0;
      int node = start;
      for (int i = at + 1; node != 0; i++) {
        if (words[node] >= 0 && (i == text.length || apart(i))) {
          found |= note(words[node], i);
        }
        node = i < text.length ? next(node, text[i]) : 0;
      }
      for (int topic = 0; found >>> topic != 0; topic++) {
        if ((found >>> topic & 1) != 0 && ends[topic] <= at) {
          count(topic, longest[topic]);
          ends[topic] = longestEnds[topic];
        }
      }
    }

    /** Takes a word for the longest so far of its topics. */
    private int note(int word, int end) {
      for (int topic = 0; topicsOf[word] >>> topic != 0; topic++) {
        if ((topicsOf[word] >>> topic & 1) != 0) {
          longest[topic] = word;
          longestEnds[topic] = end;
        }
      }
      return topicsOf[word];
    }

    private void count(int topic, int word) {
      hits[topic]++;
      distinct[topic] += seen[word] >>> topic & 1 ^ 1;
      seen[word] |= 1 << topic;
    }
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

  /** Letters and digits, folded, of scripts that put spaces between words, as far as U+024F. */
  private static boolean isLatin(char c) {
    return c < 0x80 ? c >= 'a' && c <= 'z' || c >= '0' && c <= '9' : isLatinBeyondAscii(c);
  }

  private static boolean isLatinBeyondAscii(char c) {
    return c < 0x250 && Character.isLetterOrDigit(c);
  }

  private static char folded(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
    return c >= 0x2e80 && c < 0xff10 ? c : foldedBeyondAscii(c);
  }

  private static char foldedBeyondAscii(char c) {
    char narrow = c >= '\uff10' && c <= '\uff5a' ? (char) (c - 0xfee0) : c;
    return c >= 0x2e80 && narrow == c ? c : Character.toLowerCase(narrow);
  }

  /** The number of a word, a new one if it is new. */
  private int add(String word) {
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
      topicsOf = wordCount > topicsOf.length ? Arrays.copyOf(topicsOf, 2 * wordCount) : topicsOf;
    }
    return words[node];
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

package dev.sluice.corpus.rule;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The n-grams of a text's characters, and which of them are repeated. The hash of each is the
 * difference of those of two beginnings of the text. Where sizes are asked for from small to large,
 * only those are compared that have a repeated one at both ends.
 *
 * <p>For one text and one thread.
 */
final class CharacterNgrams {

  private final int[] characters;
  private final long[] hashes;

  /** For each place the hash of the characters before it. */
  private final long[] before;

  private final Groups groups;

  /** The size of which all were grouped last; 0 if none were. */
  private int grouped;

  /** The n-grams of these code points. */
  CharacterNgrams(int[] characters) {
    this.characters = characters;
    this.hashes = new long[characters.length];
    this.groups = new Groups(characters.length);
    this.before = new long[characters.length + 1];
    for (int i = 0; i < characters.length; i++) {
      before[i + 1] = before[i] * Hashed.BASE + characters[i] + 1;
    }
  }

  /** The code points of a text without white space. */
  static int[] withoutSpace(String text) {
    int[] characters = new int[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (Character.isHighSurrogate((char) c)) {
        c = text.codePointAt(i);
        i += Character.charCount(c) - 1;
      }
      characters[count] = c;
      count += Chars.isSpace(c) ? 0 : 1;
    }
    return Arrays.copyOf(characters, count);
  }

  /** The groups of the n-grams of a size. */
  Groups of(int n) {
    return of(n, characters.length);
  }

  /** The same of the first so many n-grams at most. */
  Groups of(int n, int most) {
    int all = Math.max(0, characters.length - n + 1);
    int count = Math.min(most, all);
    if (grouped > 0 && grouped < n) {
      groupLonger(n, count);
    } else {
      hash(n, count);
      groups.group(hashes, count);
    }
    grouped = count == all ? n : 0;
    return groups;
  }

  /** How often the most frequent n-gram occurs; 0 if the text is shorter than one. */
  int top(int n) {
    Groups all = of(n);
    return all.count() == 0 ? 0 : all.size(all.largest());
  }

  /** Characters that lie in a second or later copy of an n-gram. */
  int inCopies(int n) {
    Groups all = of(n);
    int covered = 0;
    int end = 0;
    for (int i = 0; i < all.count(); i++) {
      if (all.first(i) != i) {
        covered += i + n - Math.max(end, i);
        end = i + n;
      }
    }
    return covered;
  }

  /** Different characters that occur in repeated n-grams. */
  int differentInRepeated(int n) {
    Groups all = of(n);
    BitSet seen = new BitSet();
    int end = 0;
    for (int i = 0; i < all.count(); i++) {
      if (all.size(i) > 1) {
        for (int at = Math.max(end, i); at < i + n; at++) {
          seen.set(characters[at]);
        }
        end = i + n;
      }
    }
    return seen.cardinality();
  }

  private void hash(int n, int count) {
    long power = power(n);
    for (int i = 0; i < count; i++) {
      hashes[i] = before[i + n] - before[i] * power;
    }
  }

  private void groupLonger(int n, int count) {
    long power = power(n);
    for (int i = 0; i < count; i++) {
      if (groups.canRepeat(i, n - grouped)) {
        hashes[i] = before[i + n] - before[i] * power;
      }
    }
    groups.groupLonger(hashes, count, n - grouped);
  }

  private static long power(int n) {
    long power = 1;
    for (int i = 0; i < n; i++) {
      power *= Hashed.BASE;
    }
    return power;
  }
}

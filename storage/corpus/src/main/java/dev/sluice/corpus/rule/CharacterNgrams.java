package dev.sluice.corpus.rule;

import java.util.BitSet;

/**
 * The n-grams of a text's characters, and which of them are repeated. Their hashes roll from one
 * place to the next: each size costs one look at each character.
 *
 * <p>For one text and one thread.
 */
final class CharacterNgrams {

  private final int[] characters;
  private final long[] hashes;
  private final Groups groups;

  /** The n-grams of these code points. */
  CharacterNgrams(int[] characters) {
    this.characters = characters;
    this.hashes = new long[characters.length];
    this.groups = new Groups(characters.length);
  }

  /** The code points of a text without white space. */
  static int[] withoutSpace(String text) {
    return text.codePoints().filter(c -> !Chars.isSpace(c)).toArray();
  }

  /** The groups of the n-grams of a size. */
  Groups of(int n) {
    return of(n, characters.length);
  }

  /** The same of the first so many n-grams at most. */
  Groups of(int n, int most) {
    int count = Math.max(0, Math.min(most, characters.length - n + 1));
    hash(n, count);
    groups.group(hashes, count);
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
    long power = 1;
    long hash = 0;
    for (int i = 0; i < n && count > 0; i++) {
      power *= Hashed.BASE;
      hash = hash * Hashed.BASE + characters[i] + 1;
    }
    for (int i = 0; i < count; i++) {
      hashes[i] = hash;
      if (i + n < characters.length) {
        hash = hash * Hashed.BASE + characters[i + n] + 1 - power * (characters[i] + 1);
      }
    }
  }
}

package dev.sluice.corpus.dedup;

import java.util.Arrays;

/**
 * Clustering that hold all pages which a chain of likenesses connects; the best of each stays.
 *
 * <p>A forest in an array: each page points to a better one of its cluster, the best to itself.
 * When two clusters meet, the worse root points to the better, and whoever is looked up on the way
 * is moved up, which keeps the ways short whatever the order. Which page stays depends on who is
 * connected, not on the order in which that was told. Four bytes a page, and four more if a page is
 * like an earlier document.
 */
final class ConnectedClusters implements Clustering {

  private static final int NO_DOCUMENT = Integer.MAX_VALUE;

  private final int[] parent;

  /** For each root the first earlier document that one of its pages is like; empty if none is. */
  private int[] document = {};

  ConnectedClusters(int pages) {
    parent = new int[pages];
    Arrays.setAll(parent, place -> place);
  }

  private int root(int place) {
    int at = place;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private int document(int root) {
    return document.length == 0 ? NO_DOCUMENT : document[root];
  }

  @Override
  public boolean asksEarlier(int place, int number) {
    return number < document(root(place));
  }

  @Override
  public void joinEarlier(int place, int number) {
    if (document.length == 0) {
      document = new int[parent.length];
      Arrays.fill(document, NO_DOCUMENT);
    }
    int root = root(place);
    document[root] = Math.min(document[root], number);
  }

  @Override
  public boolean asks(int worse, int better) {
    return root(worse) != root(better);
  }

  @Override
  public void join(int worse, int better) {
    int one = root(worse);
    int other = root(better);
    int best = Math.min(one, other);
    parent[Math.max(one, other)] = best;
    if (document.length > 0) {
      document[best] = Math.min(document[one], document[other]);
    }
  }

  @Override
  public int winner(int place) {
    int root = root(place);
    int number = document(root);
    return number == NO_DOCUMENT ? root : ~number;
  }
}

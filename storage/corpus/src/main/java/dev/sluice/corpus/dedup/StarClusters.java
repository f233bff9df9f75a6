package dev.sluice.corpus.dedup;

import java.util.Arrays;

/**
 * Clustering around one page that stays, each of whose others is like it: a page is dropped if one
 * that is better and stays is like it, and loses to the best of these.
 *
 * <p>So no page goes for the sake of a chain of others. This is the star cover of Aslam, Pelekhov
 * and Rus ("The Star Clustering Algorithm for Static and Dynamic Information Organization", 2004)
 * with the order of keeping in place of the order by degree, which makes it one walk: when a page's
 * turn comes, it is settled which of the better ones stay. Four bytes a page.
 */
final class StarClusters implements Clustering {

  /** A page's own place if it stays, or the centre that it loses to, or ~document. */
  private final int[] centre;

  StarClusters(int pages) {
    centre = new int[pages];
    Arrays.setAll(centre, place -> place);
  }

  private boolean stays(int place) {
    return centre[place] == place;
  }

  @Override
  public boolean asksEarlier(int place, int document) {
    return stays(place) || document < ~centre[place];
  }

  @Override
  public void joinEarlier(int place, int document) {
    if (asksEarlier(place, document)) {
      centre[place] = ~document;
    }
  }

  @Override
  public boolean asks(int worse, int better) {
    return stays(worse) && stays(better);
  }

  @Override
  public void join(int worse, int better) {
    if (asks(worse, better)) {
      centre[worse] = better;
    }
  }

  @Override
  public int winner(int place) {
    return centre[place];
  }
}

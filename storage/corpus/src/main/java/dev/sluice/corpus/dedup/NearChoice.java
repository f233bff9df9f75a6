package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison.OfAlike;
import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.Scan;

/**
 * The clustering of candidates by the keys that they share.
 *
 * <p><b>Idea.</b> Pages are ordered by who is kept, and known by their places in that order. Each
 * is filed under its keys in one sorted stream of (key, place). A walk over it brings together the
 * pages of a key; links between pages become a second sorted stream of (worse, better), so that
 * each link comes once, and when a page's turn comes all better ones are settled. True similarity
 * is looked at only where it decides something: never between two pages that are in one cluster
 * already, or of which one goes anyway.
 *
 * <p><b>Cost.</b> Sixteen bytes a key on the disk, sorted once; sixteen more for each link; the
 * prints of linked pages, if they are to be verified. In memory about 24 bytes a page, and eight
 * for each print on the shelf.
 *
 * <p><b>Trade-off.</b> A page is linked with the {@value OfAlike#BEST} best of a key, not with all:
 * a hundred thousand copies make some million links instead of five thousand million. What is lost
 * is a page that is like none of these but like another of the same key, and of no other key.
 */
final class NearChoice {

  private static final double ORDERED = 0.1;
  private static final double FILED = 0.45;
  private static final double LINKED = 0.7;
  private static final double SHELVED = 0.8;
  private static final double SETTLED = 0.95;

  /** A link to an earlier document and no more: two pages stand for each other. */
  private static final int PAIR = 2;

  private final Candidates candidates;
  private final Selection selection;
  private final OfAlike rules;
  private final Progress progress;
  private final KeepOrder order;
  private final Clustering clusters;
  private final Lookup earlier;
  private final Similarity similar;
  private long filed;
  private long linked;

  private NearChoice(
      Candidates candidates,
      Selection selection,
      OfAlike rules,
      Progress progress,
      Lookup earlier) {
    this.candidates = candidates;
    this.selection = selection;
    this.rules = rules;
    this.progress = progress;
    this.earlier = earlier;
    progress.stage(ORDERED, candidates.count());
    this.order = KeepOrder.of(candidates, selection, rules.rank(), progress);
    this.clusters =
        rules.star() ? new StarClusters(order.count()) : new ConnectedClusters(order.count());
    int verifiable = rules.verified() ? order.count() : 0;
    this.similar = new Similarity(rules.similarity(), earlier, candidates.shelf(), verifiable);
  }

  /**
   * Drops from a selection those that lose, under the number of the step.
   *
   * @param space name of the keys among those of earlier exports
   */
  static void run(
      Candidates candidates, Selection selection, OfAlike rules, String space, int step) {
    Progress progress = new Progress(candidates);
    try (Lookup earlier = candidates.earlier().lookup(space)) {
      NearChoice choice = new NearChoice(candidates, selection, rules, progress, earlier);
      try (Similarity toClose = choice.similar) {
        choice.cluster();
        choice.drop(step);
      }
    }
  }

  private void cluster() {
    try (PairSorter links = candidates.sorter();
        PairSorter documents = candidates.sorter()) {
      try (PairSorter keys = candidates.sorter()) {
        file(keys);
        bringTogether(keys, taker(links, documents));
      }
      settle(links, documents);
    }
  }

  private void file(PairSorter keys) {
    progress.stage(FILED, candidates.count());
    try (Scan<Signature> signatures = candidates.scan();
        Scan<byte[]> prints = candidates.imprints()) {
      for (int candidate = 0; signatures.hasNext(); candidate++) {
        Signature signature = signatures.next();
        byte[] print = prints.next();
        progress.piece();
        if (order.has(candidate)) {
          for (long key : rules.keys().of(signature, print)) {
            keys.add(key, order.place(candidate));
            filed++;
          }
        }
      }
    }
  }

  private void bringTogether(PairSorter keys, Buckets.Taker taker) {
    progress.stage(LINKED, filed);
    try (Pairs pairs = keys.sorted()) {
      new Buckets(pairs, earlier, rules.most(), progress).bring(taker);
    }
  }

  private Buckets.Taker taker(PairSorter links, PairSorter documents) {
    if (rules.verified()) {
      return new ToVerify(links, documents);
    }
    return rules.star() ? new ToSettle(links) : new AtOnce();
  }

  /** Whoever shares a key is like each other, and the order does not matter. */
  private final class AtOnce implements Buckets.Taker {

    @Override
    public void pair(int worse, int better) {
      if (clusters.asks(worse, better)) {
        clusters.join(worse, better);
      }
    }

    @Override
    public void earlier(int place, int document) {
      clusters.joinEarlier(place, document);
    }
  }

  /** Whoever shares a key is like each other, but the best are settled first. */
  private final class ToSettle implements Buckets.Taker {

    private final PairSorter links;

    ToSettle(PairSorter links) {
      this.links = links;
    }

    @Override
    public void pair(int worse, int better) {
      links.add(worse, better);
      linked++;
    }

    @Override
    public void earlier(int place, int document) {
      clusters.joinEarlier(place, document);
    }
  }

  /** Whoever shares a key may be like each other. */
  private final class ToVerify implements Buckets.Taker {

    private final PairSorter links;
    private final PairSorter documents;

    ToVerify(PairSorter links, PairSorter documents) {
      this.links = links;
      this.documents = documents;
    }

    @Override
    public void pair(int worse, int better) {
      links.add(worse, better);
      linked++;
      similar.need(worse);
      similar.need(better);
    }

    @Override
    public void earlier(int place, int document) {
      documents.add(place, document);
      linked++;
      similar.need(place);
    }
  }

  private void settle(PairSorter links, PairSorter documents) {
    progress.stage(SHELVED, candidates.count());
    similar.fill(candidates, order, progress);
    progress.stage(SETTLED, linked);
    try (Pairs pairs = documents.sorted()) {
      eachOnce(pairs, this::settleEarlier);
    }
    try (Pairs pairs = links.sorted()) {
      eachOnce(pairs, this::settle);
    }
  }

  /** Takes two numbers that are linked. */
  @FunctionalInterface
  private interface Link {
    void settle(int from, int to);
  }

  /** The same link comes once for each key that two share. */
  private void eachOnce(Pairs pairs, Link link) {
    long from = -1;
    long to = -1;
    while (pairs.next()) {
      progress.piece();
      if (pairs.key() != from || pairs.value() != to) {
        from = pairs.key();
        to = pairs.value();
        link.settle((int) from, (int) to);
      }
    }
  }

  private void settleEarlier(int place, int document) {
    if (clusters.asksEarlier(place, document) && isLikeEarlier(place, document)) {
      clusters.joinEarlier(place, document);
    }
  }

  private void settle(int worse, int better) {
    if (clusters.asks(worse, better) && isLike(worse, better)) {
      clusters.join(worse, better);
    }
  }

  private boolean isLike(int worse, int better) {
    return !rules.verified() || similar.of(worse, better) >= rules.verify();
  }

  private boolean isLikeEarlier(int place, int document) {
    return similar.ofEarlier(place, document) >= rules.verify();
  }

  /** Adds up whom each winner stands for before anybody is dropped with that number. */
  private void drop(int step) {
    progress.stage(1, order.count());
    for (int place = 0; place < order.count(); place++) {
      int winner = clusters.winner(place);
      if (winner >= 0 && winner != place) {
        int kept = order.candidate(winner);
        selection.group(kept, selection.group(kept) + selection.group(order.candidate(place)));
      }
    }
    for (int place = 0; place < order.count(); place++) {
      progress.piece();
      drop(place, clusters.winner(place), step);
    }
  }

  private void drop(int place, int winner, int step) {
    int candidate = order.candidate(place);
    if (winner < 0) {
      double measured = rules.verified() ? similar.ofEarlier(place, ~winner) : PAIR;
      selection.dropForEarlier(candidate, ~winner, step, measured);
    } else if (winner != place) {
      int kept = order.candidate(winner);
      double measured = rules.verified() ? similar.of(place, winner) : selection.group(kept);
      selection.drop(candidate, kept, step, measured);
    }
  }
}

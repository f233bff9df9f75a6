package dev.sluice.spark.write;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.work.BodyLoans;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the driver tells each partition of its candidates, as bytes: about ten for each. */
final class Fates {

  private final Selection selection;
  private final Clusters clusters;
  private final Optional<Mixed> mixed;
  private final BodyLoans loans;

  Fates(Selection selection, Clusters clusters, Optional<Mixed> mixed, BodyLoans loans) {
    this.selection = selection;
    this.clusters = clusters;
    this.mixed = mixed;
    this.loans = loans;
  }

  /**
   * For each partition, all of its candidates.
   *
   * @param firsts the number of the first candidate of each partition, then that of all
   */
  List<byte[]> of(int[] firsts, Places places) {
    List<byte[]> parts = new ArrayList<>();
    for (int part = 0; part + 1 < firsts.length; part++) {
      RowWriter out = new RowWriter(Fate.VERSION).number(firsts[part]);
      for (int candidate = firsts[part]; candidate < firsts[part + 1]; candidate++) {
        fate(candidate, places).write(out, candidate);
      }
      parts.add(out.toBytes());
    }
    return parts;
  }

  private Fate fate(int candidate, Places places) {
    boolean chosen = selection.chosen(candidate);
    return new Fate(
        chosen ? Fate.CHOSEN : selection.step(candidate),
        chosen ? candidate : selection.winner(candidate),
        selection.measured(candidate),
        clusters.size(candidate),
        clusters.exactCopies(candidate),
        clusters.last(candidate),
        chosen ? 0 : selection.group(selection.winner(candidate)),
        chosen ? loans.lender(candidate).orElse(-1) : -1,
        chosen ? mixed.map(it -> it.group(candidate)).orElse(-1) : -1,
        chosen ? mixed.map(it -> it.units(candidate)).orElse(0) : 0,
        chosen ? places.of(candidate) : List.of());
  }

  /** Reads the fates of a partition, one candidate after the other. */
  static final class Walk {

    private final RowReader in;
    private int candidate;

    Walk(byte[] part) {
      this.in = new RowReader("fates", new byte[0], part, Fate.VERSION);
      this.candidate = in.smallNumber();
    }

    Fate next() {
      return Fate.read(in, candidate++);
    }
  }
}

package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfPieces;
import dev.sluice.corpus.model.Comparison.Piece;
import dev.sluice.corpus.model.TextRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** A step that cuts pieces which many pages have. */
final class PiecesStep {

  private PiecesStep() {}

  static JavaRDD<Cuts> of(Table table, Steps steps, int step) {
    JavaRDD<Candidate> candidates = table.candidates(steps, step);
    JavaPairRDD<Integer, byte[]> answers =
        Meeting.of(
            candidates,
            () -> filing((OfPieces) Table.comparison(steps, step)),
            ((OfPieces) Table.comparison(steps, step)).minPages(),
            table.home(),
            table.partitions());
    return candidates.zipPartitions(
        answers, (all, told) -> cuts(all, told, (OfPieces) Table.comparison(steps, step)));
  }

  /** Each page once under each of its pieces. */
  private static Meeting.Filing filing(OfPieces comparison) {
    return (candidate, under) -> {
      Set<Long> seen = new HashSet<>();
      for (Piece piece : pieces(candidate, comparison)) {
        if (seen.add(piece.key())) {
          under.accept(piece.key(), Tally.of(0, candidate.number(), 1));
        }
      }
    };
  }

  private static List<Piece> pieces(Candidate candidate, OfPieces comparison) {
    return candidate.chosen() && candidate.imprint().length > 0
        ? comparison.pieces().of(candidate.signature(), candidate.imprint())
        : List.of();
  }

  private static Iterator<Cuts> cuts(
      Iterator<Candidate> all, Iterator<Tuple2<Integer, byte[]>> told, OfPieces comparison) {
    Answers<byte[]> answers = new Answers<>(told);
    return new Flat<>(
        Blocks.of(all),
        block -> {
          Map<Long, Tally> keys = Meeting.told(answers, block.get(0).number());
          return block.stream().flatMap(it -> cuts(it, keys, comparison)).iterator();
        });
  }

  private static Stream<Cuts> cuts(
      Candidate candidate, Map<Long, Tally> told, OfPieces comparison) {
    List<TextRange> cuts = new ArrayList<>();
    for (Piece piece : pieces(candidate, comparison)) {
      Tally holders = told.get(piece.key());
      if (holders != null
          && comparison.cuts(candidate.number(), (int) holders.first(), holders.count())) {
        cuts.add(new TextRange(piece.start(), piece.end()));
      }
    }
    return cuts.isEmpty() ? Stream.of() : Stream.of(new Cuts(candidate.number(), cuts));
  }
}

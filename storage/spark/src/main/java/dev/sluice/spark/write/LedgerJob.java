package dev.sluice.spark.write;

import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Winner;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.work.Balance;
import dev.sluice.corpus.work.RowSettling;
import dev.sluice.corpus.work.ShardNames;
import dev.sluice.corpus.work.TextTaking;
import dev.sluice.spark.wire.Worker;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/** Ends the rows of the ledger where they lie; they come to the driver in the order of keys. */
final class LedgerJob implements Serializable {

  private static final long serialVersionUID = 1;

  private final Broadcast<Worker> worker;
  private final List<List<String>> mixWords;

  /**
   * @param mixWords those of the step that says why a mix leaves pages out; none without one
   */
  LedgerJob(Broadcast<Worker> worker, List<List<String>> mixWords) {
    this.worker = worker;
    this.mixWords = mixWords;
  }

  /**
   * All rows, a partition at a time.
   *
   * @param winners the pages that candidates of the same partition lost to
   */
  Iterator<byte[]> rows(JavaRDD<Ending> endings, JavaRDD<byte[]> winners) {
    return endings.zipPartitions(winners, this::settled).toLocalIterator();
  }

  private Iterator<byte[]> settled(Iterator<Ending> endings, Iterator<byte[]> winners) {
    Settling settling = new Settling(worker.value(), mixStep(), Winners.read(winners));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return endings.hasNext();
      }

      @Override
      public byte[] next() {
        return settling.row(endings.next());
      }
    };
  }

  private Optional<MixStep> mixStep() {
    return mixWords.isEmpty()
        ? Optional.empty()
        : Optional.of(new MixStep(mixWords.get(0), mixWords.get(1), mixWords.get(2)));
  }

  /** Settles the rows of one partition. */
  private static final class Settling {

    private final ShardFormat format;
    private final RowSettling settling;
    private final TextTaking texts;
    private final Map<Integer, Winners.Known> winners;

    Settling(Worker worker, Optional<MixStep> mix, Map<Integer, Winners.Known> winners) {
      this.format = worker.format();
      this.settling = new RowSettling(worker.orders().recipe(), mix);
      this.texts = TextTaking.of(worker.orders().recipe());
      this.winners = winners;
    }

    byte[] row(Ending ending) {
      LedgerRow row = SegmentRows.row(ending.row().ledger());
      Optional<Ending.Candidate> candidate = ending.candidate();
      return SegmentRows.settled(candidate.map(it -> settled(row, it)).orElse(row));
    }

    private LedgerRow settled(LedgerRow row, Ending.Candidate candidate) {
      Fate fate = candidate.fate();
      LedgerRow rest = texts.rest(row, fate.end(), candidate.left());
      LedgerRow settled =
          fate.isChosen() ? RowSettling.placed(rest, places(fate)) : lost(rest, fate);
      return fate.clusterSize() > 1
          ? RowSettling.clustered(settled, winner(fate.last()), fate.clusterSize())
          : settled;
    }

    private List<LedgerRow.Place> places(Fate fate) {
      return fate.places().stream()
          .map(it -> new LedgerRow.Place(ShardNames.name(it.shard(), format), it.line()))
          .toList();
    }

    private LedgerRow lost(LedgerRow row, Fate fate) {
      Winner winner = winner(fate.winner());
      boolean toNobody = winner.id().equals(row.id());
      GlobalStep.Loss loss = new GlobalStep.Loss(winner, fate.winnerGroup(), fate.measured());
      return settling.lost(row, fate.step(), loss, toNobody);
    }

    private Winner winner(int candidate) {
      Winners.Known known = winners.get(candidate);
      if (known == null) {
        throw Balance.defect("nobody knows the candidate " + candidate + " that others lost to");
      }
      return known.winner();
    }
  }
}

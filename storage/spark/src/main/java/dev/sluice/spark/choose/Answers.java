package dev.sluice.spark.choose;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The answers to the blocks of a partition, which come in the order of the blocks. */
final class Answers<T> {

  private final Iterator<Tuple2<Integer, T>> answers;
  private @Nullable Tuple2<Integer, T> ahead;

  Answers(Iterator<Tuple2<Integer, T>> answers) {
    this.answers = answers;
    advance();
  }

  private void advance() {
    ahead = answers.hasNext() ? answers.next() : null;
  }

  /** Those to the block that begins with this candidate; blocks are asked for in order. */
  List<T> to(int block) {
    List<T> own = new ArrayList<>();
    while (ahead != null && ahead._1() <= block) {
      if (ahead._1() < block) {
        throw new IllegalStateException("an answer to block " + ahead._1() + " came too late");
      }
      own.add(ahead._2());
      advance();
    }
    return own;
  }
}

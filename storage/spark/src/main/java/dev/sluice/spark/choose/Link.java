package dev.sluice.spark.choose;

import scala.Tuple2;

/**
 * Two candidates that may be alike.
 *
 * @param worse the one that would lose
 * @param better the one that would stay
 * @param rank of the better one
 */
record Link(int worse, int better, long rank) {

  static Link of(Tuple2<Long, Long> row) {
    return new Link((int) (row._1() >>> Integer.SIZE), (int) (long) row._1(), row._2());
  }

  /** Both numbers in one, those of one worse candidate in a row. */
  static long ends(int worse, int better) {
    return (long) worse << Integer.SIZE | better;
  }

  long ends() {
    return ends(worse, better);
  }

  /** As it travels. */
  Tuple2<Long, Long> row() {
    return new Tuple2<>(ends(), rank);
  }
}

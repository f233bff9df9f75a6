package dev.sluice.corpus.preview;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Keeps the few of many things that have the smallest weights; of equal weights and ranks, those
 * that came first. For one thread.
 *
 * @param <T> what is kept
 */
final class Fewest<T> {

  private record Entry<T>(double weight, long rank, long number, T thing) {}

  private final int most;
  private final Comparator<Entry<T>> order =
      Comparator.<Entry<T>>comparingDouble(Entry::weight)
          .thenComparingLong(Entry::rank)
          .thenComparingLong(Entry::number);
  private final PriorityQueue<Entry<T>> kept = new PriorityQueue<>(order.reversed());
  private long number;

  Fewest(int most) {
    this.most = most;
  }

  /** Offers a thing, which is made only if it is kept for now. */
  void offer(double weight, long rank, Supplier<T> thing) {
    number++;
    Entry<T> last = kept.peek();
    if (kept.size() == most && last != null && !isBefore(weight, rank, last)) {
      return;
    }
    kept.add(new Entry<>(weight, rank, number, thing.get()));
    if (kept.size() > most) {
      kept.remove();
    }
  }

  private static boolean isBefore(double weight, long rank, Entry<?> last) {
    return weight < last.weight || weight == last.weight && rank < last.rank;
  }

  /** What is kept, the smallest weight first. */
  List<T> list() {
    return kept.stream().sorted(order).map(Entry::thing).toList();
  }
}

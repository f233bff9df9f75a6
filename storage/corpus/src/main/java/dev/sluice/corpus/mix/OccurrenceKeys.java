package dev.sluice.corpus.mix;

/**
 * The keys by which occurrences are put into order: the stage in the highest byte, below it the
 * place within.
 *
 * <p>Interleaved, all that groups or sites have is laid out over the whole length of the export,
 * evenly by units: at each point, each has had about the same part of its own. A turn by lot keeps
 * those that have little from all coming at the same point.
 */
final class OccurrenceKeys {

  private static final int PLACE_BITS = 56;
  private static final int COPY_SHIFT = 31;
  private static final int NUMBER_SHIFT = 24;
  private static final int SHUFFLED = 3;
  private static final int MOST_GROUPS = 1_000;

  private final Mix.Order order;
  private final MixTable table;
  private final int stages;
  private final double[] before;
  private final double[] whole;
  private double place;

  OccurrenceKeys(Mix.Order order, MixTable table, int[] candidates) {
    this.order = order;
    this.table = table;
    this.stages = order.stages().size() + 1;
    int classes = isInterleaved() ? stages * Math.max(table.sites(), MOST_GROUPS) : 0;
    this.before = new double[classes];
    this.whole = new double[classes];
    for (int candidate : candidates) {
      if (isInterleaved() && table.copies[candidate] > 0) {
        whole[kind(candidate)] += Math.max(1, table.units[candidate]);
      }
    }
  }

  private boolean isInterleaved() {
    return order.within() == Mix.Within.INTERLEAVE_GROUPS
        || order.within() == Mix.Within.INTERLEAVE_SITES;
  }

  /** What is laid out evenly: a group or a site, stage by stage. */
  private int kind(int candidate) {
    int own = table.site.length > 0 ? table.site[candidate] : table.group[candidate];
    return own * stages + table.stageOf(candidate);
  }

  /** Comes to a candidate, each once, in the order by lot. */
  void next(int candidate) {
    if (isInterleaved() && table.copies[candidate] > 0) {
      int kind = kind(candidate);
      place = before[kind] / whole[kind];
      before[kind] += Math.max(1, table.units[candidate]);
    }
  }

  long of(int candidate, int copy) {
    long lot = Seeded.again(table.lot[candidate], SHUFFLED + copy);
    long within =
        switch (order.within()) {
          case KEY -> (long) copy << COPY_SHIFT | candidate;
          case SHUFFLE -> lot >>> Byte.SIZE;
          case ASCENDING -> sorted(MixTable.ascending(table.sorted[candidate]), lot);
          case DESCENDING -> sorted(MixTable.descending(table.sorted[candidate]), lot);
          case INTERLEAVE_GROUPS, INTERLEAVE_SITES -> laidOut(candidate, copy);
        };
    return (long) table.stageOf(candidate) << PLACE_BITS | within;
  }

  private static long sorted(long number, long lot) {
    return number << NUMBER_SHIFT | lot >>> Long.SIZE - NUMBER_SHIFT;
  }

  private long laidOut(int candidate, int copy) {
    double turn = Seeded.fraction(Seeded.again(kind(candidate), 0));
    double at = (copy + place) / table.copies[candidate] + turn;
    return (long) ((at - Math.floor(at)) * 0x1.0p56) & (1L << PLACE_BITS) - 1;
  }
}

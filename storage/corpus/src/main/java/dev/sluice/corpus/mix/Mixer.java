package dev.sluice.corpus.mix;

import dev.sluice.corpus.mix.Mix.Group;
import dev.sluice.corpus.model.MixPlan.Amount;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures out a mix: says of each candidate how often it is written, and if never, why not.
 *
 * <p><b>Idea.</b> All candidates are put into one order, by lot, or by a number that a group
 * prefers. First the caps are held, in that order; then each group is gone through in that order
 * until it has what {@link Targets} give it. A group goes through its documents as often as its
 * epochs allow; the last time, one that is too long for what is left is passed over. So it is never
 * over, and short of its amount by less than the shortest document that was left out.
 *
 * <p>How often a document counts each time is the product of its group's {@code repeat} and of
 * {@code repeats}; of a fraction, such as the half of 1.5, so many documents have the benefit, by
 * lot.
 *
 * <p><b>Cost.</b> About 30 bytes a candidate, and four for each cap; and one sort.
 */
public final class Mixer {

  private static final int BY_LOT = 1;
  private static final int SAMPLE = 2;
  private static final int MOST_COPIES = 100;

  private final Mix mix;
  private final MixTable table;
  private final List<CapCount> caps = new ArrayList<>();
  private final Amount[] available;

  /** For so many candidates; all that are not added were dropped before. */
  public Mixer(Mix mix, int candidates) {
    this.mix = mix;
    this.table = new MixTable(mix, candidates);
    this.available = new Amount[mix.groups().size()];
    Arrays.fill(available, Amount.NONE);
    mix.caps().forEach(cap -> caps.add(new CapCount(cap, candidates)));
  }

  /**
   * Adds a chosen candidate.
   *
   * @param units how much it is
   */
  public void add(int candidate, Facts facts, int units) {
    long lot = Seeded.of(mix.seed(), facts.id());
    int group = group(facts);
    table.add(candidate, facts, units, lot, group);
    if (group < 0) {
      table.leaveOut(candidate, MixTable.NO_GROUP);
      return;
    }
    available[group] = available[group].plus(new Amount(1, 1, units));
    int copies = copies(mix.groups().get(group), facts, Seeded.again(lot, SAMPLE));
    table.copies[candidate] = (short) copies;
    if (copies == 0) {
      table.leaveOut(candidate, MixTable.SAMPLED_OUT);
    }
    caps.forEach(cap -> cap.add(candidate, facts));
  }

  private int group(Facts facts) {
    for (int group = 0; group < mix.groups().size(); group++) {
      if (mix.groups().get(group).where().takes(facts)) {
        return group;
      }
    }
    return -1;
  }

  private int copies(Group group, Facts facts, long lot) {
    double times = group.repeat();
    for (Mix.Repeat repeat : mix.repeats()) {
      if (facts.clusterSize() >= repeat.from() && facts.clusterSize() <= repeat.to()) {
        times *= repeat.times();
        break;
      }
    }
    int whole = (int) times;
    return Math.min(MOST_COPIES, whole + (Seeded.fraction(lot) < times - whole ? 1 : 0));
  }

  /**
   * Measures out what was added.
   *
   * @throws SettingsException if the mix cannot be made of it
   */
  public Mixed mix(Supplier<PairSorter> sorters) {
    int[] order = order(sorters, candidate -> priority(candidate));
    long[] once = once();
    long whole = mix.budget().orElse(Targets.sum(once));
    caps.forEach(cap -> cap.begin(whole));
    for (int candidate : order) {
      hold(candidate);
    }
    long[] within = once();
    Amounts amounts = amounts(within);
    Measure measure = new Measure(amounts.planned, within);
    for (int candidate : order) {
      measure.write(candidate);
    }
    int[] byLot = order(sorters, candidate -> table.lot[candidate]);
    return new Mixed(mix, table, byLot, available, amounts.asked, amounts.atMost, caps);
  }

  /** All candidates that are not left out, by a key. */
  private int[] order(Supplier<PairSorter> sorters, Key key) {
    int count = 0;
    try (PairSorter sorter = sorters.get()) {
      for (int candidate = 0; candidate < table.count(); candidate++) {
        if (table.isIn(candidate)) {
          sorter.add(key.of(candidate), candidate);
          count++;
        }
      }
      int[] order = new int[count];
      try (Pairs pairs = sorter.sorted()) {
        for (int i = 0; pairs.next(); i++) {
          order[i] = (int) pairs.value();
        }
      }
      return order;
    }
  }

  private interface Key {
    long of(int candidate);
  }

  private long priority(int candidate) {
    long lot = Seeded.again(table.lot[candidate], BY_LOT);
    return mix.groups().get(table.group[candidate]).prefer().isPresent()
        ? MixTable.descending(table.preferred[candidate]) << Integer.SIZE | lot >>> Integer.SIZE
        : lot;
  }

  private void hold(int candidate) {
    Group group = mix.groups().get(table.group[candidate]);
    long cost = (long) table.units[candidate] * table.copies[candidate] * group.epochs();
    for (int cap = 0; cap < caps.size(); cap++) {
      if (!caps.get(cap).allows(candidate, cost)) {
        caps.get(cap).leftOut(candidate, table.units[candidate]);
        table.leaveOut(candidate, MixTable.CAPPED + cap);
        return;
      }
    }
    caps.forEach(cap -> cap.take(candidate, cost));
  }

  /** Units of each group, all copies of one epoch. */
  private long[] once() {
    long[] units = new long[mix.groups().size()];
    for (int candidate = 0; candidate < table.count(); candidate++) {
      if (table.isIn(candidate)) {
        units[table.group[candidate]] += (long) table.units[candidate] * table.copies[candidate];
      }
    }
    return units;
  }

  private record Amounts(long[] asked, long[] atMost, long[] planned) {}

  private Amounts amounts(long[] once) {
    int count = mix.groups().size();
    double[] shares = new double[count];
    long[] least = new long[count];
    long[] most = new long[count];
    long[] atMost = new long[count];
    boolean shared = mix.groups().get(0).share().isPresent();
    for (int i = 0; i < count; i++) {
      Group group = mix.groups().get(i);
      atMost[i] = once[i] * group.epochs();
      shares[i] = group.share().orElse(atMost[i]);
      boolean bounded = mix.fills() || !shared;
      least[i] = Math.min(group.least(), atMost[i]);
      most[i] = bounded ? Math.min(group.most(), atMost[i]) : group.most();
    }
    long budget = mix.budget().orElseGet(() -> reach(shares, most, atMost, shared));
    if (Targets.sum(least) > budget) {
      throw new SettingsException(
          mix.file()
              + ": what the groups have at least ('least') is %,d %s together, more than the budget of %,d"
                  .formatted(Targets.sum(least), mix.unit().word(), budget));
    }
    long[] asked = Targets.of(shares, least, most, budget);
    long[] planned = new long[count];
    for (int i = 0; i < count; i++) {
      planned[i] = Math.min(asked[i], atMost[i]);
    }
    return new Amounts(asked, atMost, planned);
  }

  /** As much as there can be without any group falling short of its share. */
  private long reach(double[] shares, long[] most, long[] atMost, boolean shared) {
    double level = Double.MAX_VALUE;
    for (int i = 0; shared && i < shares.length; i++) {
      boolean isScarce = shares[i] > 0 && atMost[i] < most[i];
      if (isScarce && atMost[i] == 0) {
        throw new SettingsException(
            mix.file()
                + ": the group '"
                + mix.groups().get(i).name()
                + "' has no documents, so that nothing at all would keep its share: name a"
                + " 'budget', or take the group away");
      }
      level = isScarce ? Math.min(level, atMost[i] / shares[i]) : level;
    }
    double all = 0;
    for (int i = 0; i < shares.length; i++) {
      double limit = Math.min(most[i], atMost[i]);
      all += shares[i] == 0 ? 0 : Math.min(shares[i] * level, limit);
    }
    return (long) Math.floor(all + 1e-6);
  }

  /** Writes down how often each candidate is written, until its group has its amount. */
  private final class Measure {

    private final long[] rounds;
    private final long[] rest;

    Measure(long[] planned, long[] once) {
      rounds = new long[planned.length];
      rest = new long[planned.length];
      for (int group = 0; group < planned.length; group++) {
        rounds[group] = once[group] == 0 ? 0 : planned[group] / once[group];
        rest[group] = planned[group] - rounds[group] * once[group];
      }
    }

    void write(int candidate) {
      if (!table.isIn(candidate)) {
        return;
      }
      int group = table.group[candidate];
      int copies = table.copies[candidate];
      int units = table.units[candidate];
      long more = units == 0 ? 0 : Math.min(copies, rest[group] / units);
      rest[group] -= more * units;
      table.copies[candidate] = (short) (copies * rounds[group] + more);
      if (table.copies[candidate] == 0) {
        table.leaveOut(candidate, MixTable.OVER_BUDGET);
      }
    }
  }
}

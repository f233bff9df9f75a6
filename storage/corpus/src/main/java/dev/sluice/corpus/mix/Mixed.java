package dev.sluice.corpus.mix;

import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.MixPlan.Amount;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a mix has made of candidates: who is written how often, and in which order. */
public final class Mixed {

  private final Mix mix;
  private final MixTable table;
  private final int[] byLot;
  private final Amount[] available;
  private final long[] asked;
  private final long[] atMost;
  private final List<CapCount> caps;

  Mixed(
      Mix mix,
      MixTable table,
      int[] byLot,
      Amount[] available,
      long[] asked,
      long[] atMost,
      List<CapCount> caps) {
    this.mix = mix;
    this.table = table;
    this.byLot = byLot;
    this.available = available;
    this.asked = asked;
    this.atMost = atMost;
    this.caps = caps;
  }

  /** Whether a candidate that was added is written no time at all. */
  public boolean isLeftOut(int candidate) {
    return table.isLeftOut(candidate);
  }

  /** Number of a candidate's group, in the order of the mix. */
  public int group(int candidate) {
    return table.group[candidate];
  }

  /** How much a candidate is, once. */
  public int units(int candidate) {
    return table.units[candidate];
  }

  /** Length of a candidate's text in UTF-8. */
  public int textBytes(int candidate) {
    return table.bytes[candidate];
  }

  /** Why a candidate is left out, as a number that {@link MixStep} makes words of. */
  public int reason(int candidate) {
    return MixStep.code(table.reason(candidate), Math.max(0, table.group[candidate]));
  }

  /** The step that leaves out, with words for all reasons. */
  public MixStep step() {
    String unit = mix.unit().word();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < mix.groups().size(); i++) {
      groups.add("%s: %,d %s".formatted(mix.groups().get(i).name(), asked[i], unit));
    }
    return new MixStep(
        mix.groups().stream().map(Mix.Group::name).toList(),
        groups,
        caps.stream().map(it -> it.text(unit)).toList());
  }

  /**
   * All that is written, in order.
   *
   * @param sorter brings it into order; closed by whoever asks
   * @return values that {@link #candidate} and {@link #copy} take apart
   */
  public Pairs occurrences(PairSorter sorter) {
    OccurrenceKeys keys = new OccurrenceKeys(mix.order(), table, byLot);
    for (int candidate : byLot) {
      keys.next(candidate);
      for (int copy = 0; copy < table.copies[candidate]; copy++) {
        sorter.add(keys.of(candidate, copy), (long) copy << Integer.SIZE | candidate);
      }
    }
    return sorter.sorted();
  }

  /** Whose an occurrence is. */
  public static int candidate(long occurrence) {
    return (int) occurrence;
  }

  /** How often the candidate was drawn before, in no order. */
  public static int copy(long occurrence) {
    return (int) (occurrence >>> Integer.SIZE);
  }

  /** The plan, without its shards. */
  public MixPlan plan() {
    Amount[] groups = new Amount[available.length];
    Amount[] stages = new Amount[mix.order().stages().size() + 1];
    Arrays.fill(groups, Amount.NONE);
    Arrays.fill(stages, Amount.NONE);
    Map<String, Long> leftOut = new LinkedHashMap<>();
    MixStep.RULES.forEach(rule -> leftOut.put(rule, 0L));
    Amount all = Amount.NONE;
    for (int candidate = 0; candidate < table.count(); candidate++) {
      int copies = table.copies[candidate];
      if (table.isLeftOut(candidate)) {
        leftOut.merge(MixStep.rule(table.reason(candidate)), 1L, Long::sum);
        all = all.plus(new Amount(1, 1, table.units[candidate]));
      } else if (table.isIn(candidate)) {
        Amount own = new Amount(1, copies, (long) copies * table.units[candidate]);
        all = all.plus(new Amount(1, 1, table.units[candidate]));
        groups[table.group[candidate]] = groups[table.group[candidate]].plus(own);
        stages[table.stageOf(candidate)] = stages[table.stageOf(candidate)].plus(own);
      }
    }
    return new MixPlan(
        MixPlan.FORMAT_VERSION,
        mix.file(),
        mix.sha256(),
        mix.unit().word(),
        mix.seed(),
        mix.orderName(),
        mix.budget().isPresent() ? Optional.of(mix.budget().getAsLong()) : Optional.empty(),
        all,
        Arrays.stream(groups).reduce(Amount.NONE, Amount::plus),
        groups(groups),
        caps.stream().map(CapCount::planned).toList(),
        stages(stages),
        leftOut,
        List.of());
  }

  private List<MixPlan.Group> groups(Amount[] planned) {
    double shares = mix.groups().stream().mapToDouble(it -> it.share().orElse(0)).sum();
    List<MixPlan.Group> all = new ArrayList<>();
    for (int i = 0; i < planned.length; i++) {
      Mix.Group group = mix.groups().get(i);
      OptionalDouble share = group.share();
      long units = planned[i].units();
      all.add(
          new MixPlan.Group(
              group.name(),
              group.where().text(),
              share.isPresent() && shares > 0
                  ? Optional.of(share.getAsDouble() / shares)
                  : Optional.empty(),
              available[i],
              atMost[i],
              asked[i],
              planned[i],
              Math.max(0, asked[i] - units),
              rounded(available[i].units() == 0 ? 0 : (double) units / available[i].units())));
    }
    return all;
  }

  private static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }

  private List<MixPlan.Stage> stages(Amount[] planned) {
    List<MixPlan.Stage> all = new ArrayList<>();
    List<Mix.Stage> named = mix.order().stages();
    for (int i = 0; i < named.size(); i++) {
      all.add(new MixPlan.Stage(named.get(i).name(), planned[i]));
    }
    if (!named.isEmpty() && planned[named.size()].documents() > 0) {
      all.add(new MixPlan.Stage("all others", planned[named.size()]));
    }
    return all;
  }
}

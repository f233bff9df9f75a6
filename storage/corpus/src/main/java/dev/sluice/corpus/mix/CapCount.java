package dev.sluice.corpus.mix;

import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.MixPlan.Amount;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Counts what each site, host and so on has of what a cap allows it. */
final class CapCount {

  private static final int FREE = -1;

  private final Mix.Cap cap;
  private final int[] owner;
  private final Map<String, Integer> owners = new HashMap<>();
  private final BitSet bitten = new BitSet();
  private long[] taken = {};
  private long most;
  private Amount leftOut = Amount.NONE;

  CapCount(Mix.Cap cap, int candidates) {
    this.cap = cap;
    this.owner = new int[candidates];
    Arrays.fill(owner, FREE);
  }

  void add(int candidate, Facts facts) {
    if (cap.where().takes(facts)) {
      owner[candidate] = owners.computeIfAbsent(name(facts), any -> owners.size());
    }
  }

  private String name(Facts facts) {
    return switch (cap.per()) {
      case SITE -> facts.site();
      case HOST -> facts.host();
      case SEED -> facts.seed();
      case LANGUAGE -> facts.language();
    };
  }

  /** Begins to count; the whole is what a share is of. */
  void begin(long whole) {
    taken = new long[owners.size()];
    owners.clear();
    most = cap.most().orElseGet(() -> (long) Math.floor(cap.share().orElseThrow() * whole));
  }

  boolean allows(int candidate, long units) {
    return owner[candidate] == FREE || taken[owner[candidate]] + units <= most;
  }

  void take(int candidate, long units) {
    if (owner[candidate] != FREE) {
      taken[owner[candidate]] += units;
    }
  }

  void leftOut(int candidate, int units) {
    bitten.set(owner[candidate]);
    leftOut = leftOut.plus(new Amount(1, 1, units));
  }

  /** What it allows, for people. */
  String text(String unit) {
    return "%,d %s per %s".formatted(most, unit, MixReader.word(cap.per()));
  }

  MixPlan.Cap planned() {
    return new MixPlan.Cap(
        MixReader.word(cap.per()), cap.where().text(), most, bitten.cardinality(), leftOut);
  }
}

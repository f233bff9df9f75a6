package dev.sluice.corpus.mix;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a mix knows of each candidate, in plain arrays. */
final class MixTable {

  /** Why a candidate is left out; from {@link #CAPPED} on, by the cap of that place. */
  static final int NO_GROUP = 1;

  static final int SAMPLED_OUT = 2;
  static final int OVER_BUDGET = 3;
  static final int CAPPED = 4;

  private static final byte NOT_ADDED = -1;

  private final Mix mix;
  private final byte[] reason;
  private final Map<String, Integer> siteNumbers = new HashMap<>();

  /** By group, -1 if none takes it. */
  final short[] group;

  final short[] copies;
  final int[] units;
  final int[] bytes;
  final long[] lot;
  final byte[] stage;

  /** By which the order goes; empty if it goes by none. */
  final float[] sorted;

  /** By which groups choose; empty if none does. */
  final float[] preferred;

  /** The site of each; empty unless sites are interleaved. */
  final int[] site;

  MixTable(Mix mix, int candidates) {
    this.mix = mix;
    this.reason = new byte[candidates];
    Arrays.fill(reason, NOT_ADDED);
    this.group = new short[candidates];
    this.copies = new short[candidates];
    this.units = new int[candidates];
    this.bytes = new int[candidates];
    this.lot = new long[candidates];
    this.stage = new byte[mix.order().stages().isEmpty() ? 0 : candidates];
    this.sorted = new float[mix.order().by().isPresent() ? candidates : 0];
    boolean prefers = mix.groups().stream().anyMatch(it -> it.prefer().isPresent());
    this.preferred = new float[prefers ? candidates : 0];
    this.site = new int[mix.order().within() == Mix.Within.INTERLEAVE_SITES ? candidates : 0];
  }

  void add(int candidate, Facts facts, int much, long drawn, int inGroup) {
    reason[candidate] = 0;
    group[candidate] = (short) inGroup;
    units[candidate] = much;
    bytes[candidate] = facts.bytes();
    lot[candidate] = drawn;
    if (stage.length > 0) {
      stage[candidate] = stage(facts);
    }
    if (sorted.length > 0) {
      sorted[candidate] = number(facts, mix.order().by().orElseThrow());
    }
    if (preferred.length > 0 && inGroup >= 0) {
      preferred[candidate] =
          mix.groups().get(inGroup).prefer().map(it -> number(facts, it)).orElse(0f);
    }
    if (site.length > 0) {
      site[candidate] = siteNumbers.computeIfAbsent(facts.site(), any -> siteNumbers.size());
    }
  }

  private byte stage(Facts facts) {
    byte stages = (byte) mix.order().stages().size();
    for (byte number = 0; number < stages; number++) {
      if (mix.order().stages().get(number).where().takes(facts)) {
        return number;
      }
    }
    return stages;
  }

  private static float number(Facts facts, String name) {
    return (float) facts.number(name).orElse(Double.NaN);
  }

  int count() {
    return reason.length;
  }

  int sites() {
    return siteNumbers.size();
  }

  /** The stage of a candidate: 0 if there are none. */
  int stageOf(int candidate) {
    return stage.length == 0 ? 0 : stage[candidate];
  }

  /** True for one that was added and not left out. */
  boolean isIn(int candidate) {
    return reason[candidate] == 0;
  }

  boolean isLeftOut(int candidate) {
    return reason[candidate] > 0;
  }

  void leaveOut(int candidate, int why) {
    reason[candidate] = (byte) why;
    copies[candidate] = 0;
  }

  int reason(int candidate) {
    return reason[candidate];
  }

  /** 32 bits that ascend with the number; those without one come last. */
  static long ascending(float number) {
    if (Float.isNaN(number)) {
      return 0xFFFFFFFFL;
    }
    int bits = Float.floatToIntBits(number + 0f);
    return Integer.toUnsignedLong(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE);
  }

  /** 32 bits that descend with the number; those without one come last. */
  static long descending(float number) {
    return Float.isNaN(number) ? 0xFFFFFFFFL : 0xFFFFFFFFL - ascending(number);
  }
}

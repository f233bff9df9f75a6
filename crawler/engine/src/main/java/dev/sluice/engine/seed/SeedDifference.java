package dev.sluice.engine.seed;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is new about a list of seeds. A seed is known by its name, as it is in the store. */
public final class SeedDifference {

  private static final String UNSET = "(default)";

  private final Map<String, Seed> before;
  private final Map<String, Seed> after;

  /** The difference between two lists. */
  public SeedDifference(List<Seed> before, List<Seed> after) {
    this.before = byName(before);
    this.after = byName(after);
  }

  private static Map<String, Seed> byName(List<Seed> seeds) {
    Map<String, Seed> byName = new LinkedHashMap<>();
    seeds.forEach(seed -> byName.putIfAbsent(seed.name(), seed));
    return byName;
  }

  /** Seeds that were not there before. */
  public List<Seed> added() {
    return after.values().stream().filter(seed -> !before.containsKey(seed.name())).toList();
  }

  /** Seeds that are gone. */
  public List<Seed> removed() {
    return before.values().stream().filter(seed -> !after.containsKey(seed.name())).toList();
  }

  /** Seeds that are there as before, but not the same, as they are now. */
  public List<Seed> changed() {
    return after.values().stream()
        .filter(seed -> before.containsKey(seed.name()) && !seed.equals(before.get(seed.name())))
        .toList();
  }

  /** How a changed seed was before. */
  public Seed before(Seed changed) {
    Seed old = before.get(changed.name());
    if (old == null) {
      throw new IllegalArgumentException(changed.name() + " was not there before");
    }
    return old;
  }

  /** All of it: what was added, removed, and changed field by field. */
  public List<SeedChange> all() {
    List<SeedChange> all = new ArrayList<>();
    added().forEach(seed -> all.add(whole(Kind.ADDED, seed)));
    removed().forEach(seed -> all.add(whole(Kind.REMOVED, seed)));
    changed().forEach(seed -> all.add(new SeedChange(Kind.CHANGED, seed.name(), fields(seed))));
    return all;
  }

  private static SeedChange whole(Kind kind, Seed seed) {
    return new SeedChange(kind, seed.name(), seed.url().toString());
  }

  private String fields(Seed seed) {
    Map<String, String> old = SeedFields.of(before(seed));
    Map<String, String> now = SeedFields.of(seed);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    List<String> words = new ArrayList<>();
    for (String name : names) {
      String was = old.getOrDefault(name, UNSET);
      String is = now.getOrDefault(name, UNSET);
      if (!was.equals(is)) {
        words.add(name + " " + was + " -> " + is);
      }
    }
    return String.join(", ", words);
  }
}

package dev.sluice.corpus.contamination;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All runs of n units of the items of benchmarks, by their hashes. It does not change once made,
 * and is safe for use by several threads.
 *
 * <p>A part of an item that is shorter than n is one run, all of it; one that is shorter than the
 * least length is left out, since it stands in many texts that never saw the benchmark. Parts of
 * which a fifth is of scripts without spaces are cut into characters, others into words.
 *
 * <p>Equal hashes are taken for equal runs: of 10¹² runs looked up among 10⁷, one in two such
 * corpora is taken wrongly. A run that stands in more than eight items counts for the first eight.
 */
public final class BenchmarkIndex {

  private static final int MOST_ITEMS = 8;
  private static final double DENSE_SHARE = 0.2;

  /**
   * How many units make a run.
   *
   * @param words of a run of words
   * @param leastWords the shortest part that is looked for
   * @param characters of a run of characters
   * @param leastCharacters the shortest part that is looked for
   */
  public record Lengths(int words, int leastWords, int characters, int leastCharacters) {}

  /** A part that is shorter than a run: its length, its hash, and whose run it is. */
  private record ShortPart(int length, long hash, int item, int run) {}

  /** The runs of one kind of unit. */
  private record Runs(
      int length, int prefix, Postings whole, Postings beginnings, List<ShortPart> shorts) {

    boolean isEmpty() {
      return whole.size() + shorts.size() == 0;
    }
  }

  private final List<String> files;
  private final int[] fileOf;
  private final int[] lineOf;
  private final int[] runsOf;
  private final int left;
  private final Runs words;
  private final Runs characters;

  private BenchmarkIndex(Builder made) {
    this.files = List.copyOf(made.files);
    this.fileOf = made.fileOf.stream().mapToInt(Integer::intValue).toArray();
    this.lineOf = made.lineOf.stream().mapToInt(Integer::intValue).toArray();
    this.runsOf = made.runsOf.stream().mapToInt(Integer::intValue).toArray();
    this.left = made.left;
    this.words = made.words.build();
    this.characters = made.characters.build();
  }

  /** How many items have a run. */
  public int items() {
    return lineOf.length;
  }

  /** How many items were left out because all of their parts are too short. */
  public int itemsLeftOut() {
    return left;
  }

  /** How many runs there are. */
  public int runs() {
    return words.whole.size()
        + words.shorts.size()
        + characters.whole.size()
        + characters.shorts.size();
  }

  /** How many bytes of memory they take, apart from 12 for each item and some 40 for short ones. */
  public long bytes() {
    return words.whole.bytes()
        + words.beginnings.bytes()
        + characters.whole.bytes()
        + characters.beginnings.bytes();
  }

  /** What a text shares with the items, in the order of the first places. */
  public List<Finding> find(String text) {
    Map<Integer, Hit> hits = new HashMap<>();
    if (!words.isEmpty()) {
      look(words, Units.words(text), hits);
    }
    if (!characters.isEmpty() && Units.hasDense(text)) {
      look(characters, Units.characters(text), hits);
    }
    List<Finding> findings = new ArrayList<>();
    hits.forEach((item, hit) -> findings.add(finding(item, hit)));
    findings.sort(
        Comparator.comparingInt((Finding it) -> it.places().get(0).start())
            .thenComparing(Finding::file)
            .thenComparing(Finding::line));
    return findings;
  }

  private Finding finding(int item, Hit hit) {
    String file = files.get(fileOf[item]);
    return new Finding(file, lineOf[item], hit.places(), hit.covered.cardinality(), runsOf[item]);
  }

  private static void look(Runs runs, Units units, Map<Integer, Hit> hits) {
    for (int unit = 0; unit + runs.prefix <= units.count(); unit++) {
      if (unit + runs.length <= units.count()) {
        lookWhole(runs, units, unit, hits);
      }
      if (!runs.shorts.isEmpty()) {
        lookShort(runs, units, unit, hits);
      }
    }
  }

  private static void lookWhole(Runs runs, Units units, int unit, Map<Integer, Hit> hits) {
    long hash = units.hash(unit, runs.length);
    int first = runs.whole.find(hash);
    if (first < 0) {
      return;
    }
    for (int row = first; row < first + MOST_ITEMS && runs.whole.has(row, hash); row++) {
      int run = runs.whole.run(row);
      hits.computeIfAbsent(runs.whole.item(row), any -> new Hit())
          .add(run, units.start(unit), units.end(unit + runs.length - 1));
    }
  }

  private static void lookShort(Runs runs, Units units, int unit, Map<Integer, Hit> hits) {
    long beginning = units.hash(unit, runs.prefix);
    int row = runs.beginnings.find(beginning);
    int found = 0;
    for (; row >= 0 && found < MOST_ITEMS && runs.beginnings.has(row, beginning); row++) {
      ShortPart part = runs.shorts.get(runs.beginnings.item(row));
      boolean fits =
          unit + part.length <= units.count() && units.hash(unit, part.length) == part.hash;
      if (fits) {
        found++;
        hits.computeIfAbsent(part.item, any -> new Hit())
            .add(part.run, units.start(unit), units.end(unit + part.length - 1));
      }
    }
  }

  /** What was found of one item in one text. */
  private static final class Hit {

    private static final Finding.Place NOWHERE = new Finding.Place(-1, -1);

    private final BitSet covered = new BitSet();
    private final List<Finding.Place> places = new ArrayList<>();

    void add(int run, int start, int end) {
      covered.set(run);
      int last = places.size() - 1;
      Finding.Place before = last < 0 ? NOWHERE : places.get(last);
      if (start >= before.start() && start <= before.end()) {
        places.set(last, new Finding.Place(before.start(), Math.max(before.end(), end)));
      } else {
        places.add(new Finding.Place(start, end));
      }
    }

    /** In order and apart: words and characters were looked for one after the other. */
    List<Finding.Place> places() {
      return merged(places);
    }
  }

  /** Places in order, those that touch as one. */
  static List<Finding.Place> merged(List<Finding.Place> places) {
    List<Finding.Place> ordered = new ArrayList<>(places);
    ordered.sort(Comparator.comparingInt(Finding.Place::start));
    List<Finding.Place> apart = new ArrayList<>();
    for (Finding.Place place : ordered) {
      int last = apart.size() - 1;
      if (last >= 0 && place.start() <= apart.get(last).end()) {
        int end = Math.max(apart.get(last).end(), place.end());
        apart.set(last, new Finding.Place(apart.get(last).start(), end));
      } else {
        apart.add(place);
      }
    }
    return apart;
  }

  /** Collects items. For one thread. */
  public static final class Builder {

    private final List<String> files = new ArrayList<>();
    private final List<Integer> fileOf = new ArrayList<>();
    private final List<Integer> lineOf = new ArrayList<>();
    private final List<Integer> runsOf = new ArrayList<>();
    private final RunsBuilder words;
    private final RunsBuilder characters;
    private int left;

    /** No items yet, and runs of these lengths. */
    public Builder(Lengths lengths) {
      this.words = new RunsBuilder(lengths.words, lengths.leastWords);
      this.characters = new RunsBuilder(lengths.characters, lengths.leastCharacters);
    }

    /** Adds the runs of an item; those of a file come one after the other. */
    public void add(BenchmarkItem item) {
      int number = lineOf.size();
      int runs = 0;
      for (String part : item.parts()) {
        boolean dense = isDense(part);
        Units units = dense ? Units.characters(part) : Units.words(part);
        runs = (dense ? characters : words).add(units, number, runs);
      }
      if (runs == 0) {
        left++;
        return;
      }
      if (files.isEmpty() || !files.get(files.size() - 1).equals(item.file())) {
        files.add(item.file());
      }
      fileOf.add(files.size() - 1);
      lineOf.add(item.line());
      runsOf.add(runs);
    }

    private static boolean isDense(String part) {
      long letters = part.codePoints().filter(Character::isLetterOrDigit).count();
      long dense = part.codePoints().filter(Units::isDense).count();
      return dense > 0 && dense >= DENSE_SHARE * letters;
    }

    /** The index. */
    public BenchmarkIndex build() {
      return new BenchmarkIndex(this);
    }
  }

  /** Collects the runs of one kind of unit. */
  private static final class RunsBuilder {

    private final int length;
    private final int least;
    private final Postings.Builder whole = new Postings.Builder();
    private final Postings.Builder beginnings = new Postings.Builder();
    private final List<ShortPart> shorts = new ArrayList<>();

    RunsBuilder(int length, int least) {
      this.length = length;
      this.least = Math.max(1, Math.min(least, length));
    }

    /** Adds the runs of a part of an item that has so many already; how many it has then. */
    int add(Units units, int item, int before) {
      if (units.count() < least) {
        return before;
      }
      if (units.count() < length) {
        beginnings.add(units.hash(0, least), shorts.size(), 0);
        shorts.add(new ShortPart(units.count(), units.hash(0, units.count()), item, before));
        return before + 1;
      }
      int runs = units.count() - length + 1;
      for (int unit = 0; unit < runs; unit++) {
        whole.add(units.hash(unit, length), item, before + unit);
      }
      return before + runs;
    }

    Runs build() {
      return new Runs(length, least, whole.build(), beginnings.build(), List.copyOf(shorts));
    }
  }
}

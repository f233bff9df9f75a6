package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.KeySpace;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.rule.LineForm;
import dev.sluice.pages.model.Scan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The step {@code repeated-lines}: takes lines or paragraphs out of pages that many pages have.
 *
 * <p><b>Idea.</b> A line is a hash of its form. The hashes of all pages are sorted on the disk, so
 * that equal ones meet; those that enough pages have are sorted back into the order of the pages,
 * and cut where they stand. So memory is that of the sorter, and the disk holds sixteen bytes a
 * line.
 *
 * <p><b>Who has done it.</b> CCNet (Wenzek et al. 2020) keeps the first of all equal lines of a
 * shard: {@code min_pages: 2, keep: first}. ROOTS (Laurençon et al. 2022) removes from all pages of
 * a site the lines of at least fifteen characters that ten of them have: {@code within: site,
 * min_characters: 15, min_pages: 10, keep: none}. Dolma (Soldaini et al. 2024) takes out paragraphs
 * that were there before, by a Bloom filter; its paragraphs stand between line feeds: {@code
 * min_characters: 0}.
 *
 * <p><b>What it does not do.</b> Copies within one page are the business of {@code
 * duplicate-lines}. A page that a later step drops, or that too little is left of, has still had
 * its lines first, so steps that drop pages should stand before.
 */
public final class RepeatedLines implements GlobalStep {

  private static final String NAME = "repeated-lines";
  private static final String REMOVED = NAME + "/removed-lines";
  private static final String CHARACTERS = NAME + "/removed-characters";
  private static final String LEFT = NAME + "/left-characters";
  private static final int KEYS_VERSION = 1;
  private static final int FEWEST_PAGES = 2;
  private static final int NONE = -1;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          NAME,
          "Takes lines or paragraphs out of pages that many pages have.",
          List.of(
              Parameter.choice(
                  "unit", List.of("line", "paragraph"), "paragraphs stand between blank lines"),
              LineForm.PARAMETER,
              Scope.PARAMETER,
              Parameter.number("min_characters", 15, "shorter ones are never compared"),
              Parameter.number(
                  "min_pages",
                  FEWEST_PAGES,
                  FEWEST_PAGES,
                  Parameter.MOST,
                  "as many pages must have it"),
              Parameter.choice(
                  "keep", List.of("first", "none"), "the first page keeps it, or no page does"),
              Parameter.number(
                  "min_left",
                  1,
                  1,
                  Parameter.MOST,
                  "a page with fewer characters left is dropped")),
          List.of(REMOVED, CHARACTERS, LEFT),
          Set.of(StepKind.Part.TEXT),
          RepeatedLines::new);

  private final LinePrint.Cutter cutter;
  private final Scope scope;
  private final long minPages;
  private final boolean keepsFirst;
  private final long minLeft;
  private final String space;

  private RepeatedLines(Parameters parameters) {
    this.cutter =
        new LinePrint.Cutter(
            parameters.word("unit").equals("paragraph"),
            LineForm.of(parameters),
            parameters.number("min_characters"));
    this.scope = Scope.of(parameters);
    this.minPages = parameters.number("min_pages");
    this.keepsFirst = parameters.word("keep").equals("first");
    this.minLeft = parameters.number("min_left");
    List<String> deciding =
        List.of("unit", LineForm.PARAMETER.name(), Scope.PARAMETER.name(), "min_characters");
    this.space = KeySpace.of(NAME, KEYS_VERSION, parameters, deciding);
  }

  @Override
  public boolean takesImprints() {
    return true;
  }

  @Override
  public byte[] imprint(Draft draft) {
    return cutter.cut(draft.text()).toBytes();
  }

  /** One for each different line. */
  @Override
  public long[] keys(Signature signature, byte[] imprint) {
    return pieces(signature, imprint).stream()
        .mapToLong(Comparison.Piece::key)
        .distinct()
        .toArray();
  }

  private List<Comparison.Piece> pieces(Signature signature, byte[] imprint) {
    long mark = scope.key(signature);
    return LinePrint.of(imprint).units().stream()
        .map(unit -> new Comparison.Piece(unit.hash() ^ mark, unit.start(), unit.end()))
        .toList();
  }

  @Override
  public Comparison comparison() {
    return new Comparison.OfPieces(this::pieces, minPages, keepsFirst, new TextCutter());
  }

  @Override
  public Optional<String> space() {
    return Optional.of(space);
  }

  @Override
  public boolean takesText() {
    return true;
  }

  @Override
  public long leastLeft() {
    return minLeft;
  }

  @Override
  public List<Measurement> removed(int pieces, long characters) {
    return List.of(
        Measurement.quantity(REMOVED, pieces, "any", true),
        Measurement.quantity(CHARACTERS, characters, "any", true));
  }

  @Override
  public Measurement reason(Loss loss) {
    return Measurement.atLeast(LEFT, loss.measured(), minLeft);
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    try (PairSorter repeats = candidates.sorter()) {
      try (PairSorter units = candidates.sorter()) {
        file(candidates, selection, units);
        find(units, candidates.earlier(), repeats);
      }
      cut(candidates, repeats);
    }
  }

  /** Sorts all units of the pages that are still chosen: by key, then page and place in it. */
  private void file(Candidates candidates, Selection selection, PairSorter units) {
    try (Scan<Signature> signatures = candidates.scan();
        Scan<byte[]> imprints = candidates.imprints()) {
      for (int candidate = 0; imprints.hasNext(); candidate++) {
        Signature signature = signatures.next();
        byte[] imprint = imprints.next();
        if (selection.chosen(candidate) && imprint.length > 0) {
          List<Comparison.Piece> all = pieces(signature, imprint);
          for (int unit = 0; unit < all.size(); unit++) {
            units.add(all.get(unit).key(), Place.of(candidate, unit));
          }
        }
      }
    }
  }

  /** Sorts those to be cut by page and place. */
  private void find(PairSorter units, EarlierDocuments earlier, PairSorter repeats) {
    try (Pairs sorted = units.sorted();
        EarlierDocuments.Lookup lookup = earlier.lookup(space)) {
      Holders holders = new Holders(repeats);
      for (boolean first = true; sorted.next(); first = false) {
        if (first || sorted.key() != holders.key) {
          int most = (int) Math.min(minPages, Integer.MAX_VALUE);
          holders.begin(sorted.key(), lookup.find(sorted.key(), most).length);
        }
        holders.add(sorted.value());
      }
    }
  }

  /** The pages that have a unit, as they come by in their order. */
  private final class Holders {

    private final PairSorter repeats;
    private final LongList waiting = new LongList();
    private long key;
    private long pages;
    private int keeper;
    private int last;

    Holders(PairSorter repeats) {
      this.repeats = repeats;
    }

    void begin(long next, int earlier) {
      key = next;
      pages = earlier;
      keeper = NONE;
      last = NONE;
      waiting.clear();
    }

    void add(long place) {
      int candidate = Place.candidate(place);
      if (keepsFirst && pages == 0) {
        keeper = candidate;
      }
      pages += candidate == last ? 0 : 1;
      last = candidate;
      if (candidate != keeper) {
        waiting.add(place);
      }
      if (pages >= minPages) {
        for (int i = 0; i < waiting.count(); i++) {
          long found = waiting.at(i);
          repeats.add(Place.candidate(found), Place.within(found));
        }
        waiting.clear();
      }
    }
  }

  private static void cut(Candidates candidates, PairSorter repeats) {
    TextCuts cuts = candidates.cuts();
    try (Pairs sorted = repeats.sorted();
        Scan<byte[]> imprints = candidates.imprints()) {
      boolean more = sorted.next();
      for (int candidate = 0; more; candidate++) {
        byte[] imprint = imprints.next();
        if (sorted.key() == candidate) {
          List<LinePrint.Unit> units = LinePrint.of(imprint).units();
          for (; more && sorted.key() == candidate; more = sorted.next()) {
            LinePrint.Unit unit = units.get((int) sorted.value());
            cuts.cut(candidate, unit.start(), unit.end());
          }
        }
      }
    }
  }
}

package dev.sluice.spark.choose;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Candidates in memory, and what the steps of a recipe choose of them on one machine. */
final class Embedded {

  private static final Comparator<RawPage> KEY_ORDER =
      Comparator.<RawPage, byte[]>comparing(
              page -> page.capture().url().key(), Arrays::compareUnsigned)
          .thenComparing(page -> page.capture().key().fetchedAt());

  private final String yaml;
  private final Path folder;
  private final List<CandidateRow> rows = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /**
   * The candidates among pages.
   *
   * @param steps the comparing steps in YAML, one a line
   * @param folder for pairs
   */
  Embedded(String steps, List<RawPage> pages, PageFunctions functions, Path folder) {
    this.yaml =
        "name: mine\nversion: 1\nsteps:\n  - decode\n  - extract\n  - language\n" + steps + "\n";
    this.folder = folder;
    Cleaner cleaner = new Cleaner(recipe(yaml), functions);
    pages.stream()
        .sorted(KEY_ORDER)
        .forEach(
            page -> {
              if (cleaner.clean(page) instanceof Cleaned.Candidate candidate) {
                int number = rows.size();
                Signature signature = Signature.of(number, candidate);
                rows.add(new CandidateRow(number, signature, candidate.imprints()));
                texts.add(candidate.document().text());
              }
            });
  }

  private static Recipe recipe(String yaml) {
    return Recipes.parse("mine.yaml", yaml);
  }

  Steps steps() {
    String own = yaml;
    return () -> GlobalSteps.of(recipe(own)).byNumber();
  }

  List<CandidateRow> rows() {
    return rows;
  }

  List<String> texts() {
    return texts;
  }

  /** What becomes of each candidate. */
  List<OutcomeRow> choose() {
    Selection selection = new Selection(rows.size());
    SortedMap<Integer, Remainder> left = new TreeMap<>();
    int imprint = 0;
    for (var step : steps().make().entrySet()) {
      GlobalStep own = step.getValue();
      Seen seen = new Seen(left, imprint);
      own.choose(seen, selection, step.getKey());
      seen.cut(own, step.getKey(), selection);
      imprint += own.takesImprints() ? 1 : 0;
    }
    List<OutcomeRow> outcomes = new ArrayList<>();
    for (int number = 0; number < rows.size(); number++) {
      boolean chosen = selection.chosen(number);
      outcomes.add(
          new OutcomeRow(
              number,
              chosen ? OutcomeRow.CHOSEN : selection.step(number),
              chosen ? number : selection.winner(number),
              selection.group(number),
              chosen ? 0 : (float) selection.measured(number),
              Optional.ofNullable(left.get(number))));
    }
    return outcomes;
  }

  /** The candidates as one step sees them. */
  private final class Seen implements Candidates {

    private final SortedMap<Integer, Remainder> left;
    private final int imprint;
    private final SortedMap<Integer, List<TextRange>> cuts = new TreeMap<>();

    Seen(SortedMap<Integer, Remainder> left, int imprint) {
      this.left = left;
      this.imprint = imprint;
    }

    void cut(GlobalStep step, int number, Selection selection) {
      cuts.forEach(
          (candidate, own) -> {
            Comparison comparison = step.comparison();
            Comparison.Cutter cutter =
                comparison instanceof Comparison.OfPieces pieces
                    ? pieces.cutter()
                    : ((Comparison.OfSpans) comparison).cutter();
            Optional<Remainder> before = Optional.ofNullable(left.get(candidate));
            Remainder rest = cutter.cut(texts.get(candidate), own, before, number);
            left.put(candidate, rest);
            if (rest.characters() < Math.max(1, step.leastLeft())) {
              selection.dropAlone(candidate, number, rest.characters());
            }
          });
    }

    @Override
    public int count() {
      return rows.size();
    }

    @Override
    public Scan<Signature> scan() {
      return Scan.of(
          rows.stream()
              .map(
                  row ->
                      Optional.ofNullable(left.get(row.number()))
                          .map(row.signature()::with)
                          .orElse(row.signature()))
              .iterator());
    }

    @Override
    public Scan<byte[]> imprints() {
      return Scan.of(
          rows.stream()
              .map(row -> row.imprints().isEmpty() ? new byte[0] : row.imprints().get(imprint))
              .iterator());
    }

    @Override
    public TextCuts cuts() {
      return (candidate, start, end) ->
          cuts.computeIfAbsent(candidate, any -> new ArrayList<>()).add(new TextRange(start, end));
    }

    @Override
    public PairSorter sorter() {
      return new SortedRuns(folder, () -> {});
    }

    @Override
    public EarlierDocuments earlier() {
      return EarlierDocuments.NONE;
    }
  }
}

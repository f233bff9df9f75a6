package dev.sluice.corpus.contamination;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The step {@code contamination}: pages that hold items of the benchmarks that the recipe names are
 * dropped, cut, or only marked.
 *
 * <ul>
 *   <li>{@code item}: the first item that was found, as {@code FILE:LINE at START..END}, where the
 *       span is in code points of the text; {@code none} if there is none. With {@code drop} it is
 *       what drops the page.
 *   <li>{@code items}: how many items were found; {@code share}: the largest share of an item's
 *       runs that stands in the text, 0 to 1.
 *   <li>{@code removed-characters} (code points), {@code pieces} and {@code left-characters}: what
 *       {@code cut} took out, into how many pieces the text fell, and what is left.
 * </ul>
 *
 * <p>With {@code min_share: 0} one run is enough, as GPT-3 has it (13 words; Brown et al. 2020,
 * appendix C); PaLM calls an item contaminated if 70 % of its runs of 8 words are found (Chowdhery
 * et al. 2022, section 8).
 */
public final class Contamination implements PageStep {

  private static final String ITEM = "contamination/item";
  private static final String ITEMS = "contamination/items";
  private static final String SHARE = "contamination/share";
  private static final String REMOVED = "contamination/removed-characters";
  private static final String PIECES = "contamination/pieces";
  private static final String LEFT = "contamination/left-characters";
  private static final String ANY = "any";
  private static final String NONE = "none";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "contamination",
          "Looks for items of benchmarks: drops the page, cuts them out, or marks it.",
          parameters(),
          List.of(ITEM, ITEMS, SHARE, REMOVED, PIECES, LEFT),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new Contamination(parameters, functions.segmenter()));

  private final BenchmarkIndex index;
  private final Segmenter segmenter;
  private final Parameters limits;
  private final String action;
  private final double minShare;

  private Contamination(Parameters parameters, Segmenter segmenter) {
    this.limits = parameters;
    this.segmenter = segmenter;
    this.action = parameters.word("action");
    this.minShare = parameters.decimal("min_share");
    this.index = index(parameters);
  }

  private static List<Parameter> parameters() {
    return List.of(
        Parameter.files(
            "benchmarks",
            List.of(),
            "files of items: *.jsonl with an object a line, others with an item a line"),
        Parameter.words(
            "fields", List.of("text", "question"), "the fields of an object that are its item"),
        Parameter.number("word_ngram", 13, "words of a run"),
        Parameter.number("min_words", 8, "words of the shortest text that is looked for"),
        Parameter.number(
            "character_ngram",
            25,
            "characters of a run, in scripts without spaces such as Chinese"),
        Parameter.number("min_characters", 12, "characters of the shortest such text"),
        Parameter.decimal(
            "min_share",
            0,
            1,
            "least share of an item's runs that must be found; 0: one is enough"),
        Parameter.choice(
            "action", List.of("drop", "cut", "mark"), "what becomes of a page with an item"),
        Parameter.number(
                "window", 200, "UTF-16 units before and behind an item that are cut out with it")
            .onlyWith("action", "cut"),
        Parameter.number("min_piece", 200, "code points of the shortest piece that a cut leaves")
            .onlyWith("action", "cut"),
        Parameter.number("max_pieces", 10, "a page that falls into more pieces is dropped")
            .onlyWith("action", "cut"));
  }

  private static BenchmarkIndex index(Parameters parameters) {
    List<ListFile> files = parameters.files("benchmarks");
    if (files.isEmpty()) {
      throw new SettingsException(
          "contamination: 'benchmarks' names no file, so nothing could be found");
    }
    BenchmarkIndex.Lengths lengths =
        new BenchmarkIndex.Lengths(
            length(parameters, "word_ngram"),
            length(parameters, "min_words"),
            length(parameters, "character_ngram"),
            length(parameters, "min_characters"));
    BenchmarkIndex.Builder builder = new BenchmarkIndex.Builder(lengths);
    BenchmarkReader reader = new BenchmarkReader(parameters.words("fields"));
    files.forEach(file -> reader.read(file, builder::add));
    BenchmarkIndex index = builder.build();
    if (index.items() == 0) {
      throw new SettingsException(
          "contamination: no item is long enough to be looked for; %d have fewer than %s words or %s characters"
              .formatted(
                  index.itemsLeftOut(),
                  parameters.number("min_words"),
                  parameters.number("min_characters")));
    }
    return index;
  }

  private static int length(Parameters parameters, String name) {
    long length = parameters.number(name);
    if (length < 1 || length > Units.LONGEST) {
      throw new SettingsException(
          "contamination: '%s' is a number from 1 to %d, not %d"
              .formatted(name, Units.LONGEST, length));
    }
    return (int) length;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    List<Finding> found = index.find(text).stream().filter(it -> it.share() >= minShare).toList();
    List<Measurement> measured = new ArrayList<>(measurements(text, found));
    if (!action.equals("cut") || found.isEmpty()) {
      return StepOutcome.judge(draft, measured);
    }
    TextCut cut = cut(text, found);
    measured.add(Measurement.quantity(REMOVED, cut.removed(), ANY, true));
    measured.add(Measurement.atMost(PIECES, cut.pieces(), limits.number("max_pieces")));
    int left = cut.text().codePointCount(0, cut.text().length());
    measured.add(Measurement.atLeast(LEFT, left, 1));
    Draft changed =
        draft.withText(cut.text(), segmenter.segment(cut.text(), draft.languageLabel()));
    return StepOutcome.judge(changed, measured);
  }

  private List<Measurement> measurements(String text, List<Finding> found) {
    boolean drops = action.equals("drop");
    String first = found.isEmpty() ? NONE : words(text, found.get(0));
    double share = found.stream().mapToDouble(Finding::share).max().orElse(0);
    return List.of(
        new Measurement(
            ITEM, new Measured.Fact(first), drops ? NONE : ANY, !drops || found.isEmpty()),
        Measurement.quantity(ITEMS, found.size(), ANY, true),
        Measurement.quantity(SHARE, share, ANY, true));
  }

  private static String words(String text, Finding finding) {
    Finding.Place place = finding.places().get(0);
    int start = text.codePointCount(0, place.start());
    int end = start + text.codePointCount(place.start(), place.end());
    return "%s:%d at %d..%d".formatted(finding.file(), finding.line(), start, end);
  }

  private TextCut cut(String text, List<Finding> found) {
    List<Finding.Place> places = new ArrayList<>();
    found.forEach(finding -> places.addAll(finding.places()));
    int window = (int) Math.min(limits.number("window"), text.length());
    int leastPiece = (int) Math.min(limits.number("min_piece"), Integer.MAX_VALUE);
    return TextCut.of(text, BenchmarkIndex.merged(places), window, leastPiece);
  }
}

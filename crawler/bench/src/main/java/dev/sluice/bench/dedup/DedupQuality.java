package dev.sluice.bench.dedup;

import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.dedup.NearPrint;
import dev.sluice.corpus.model.BandCurve;
import dev.sluice.corpus.model.BandCurve.Published;
import dev.sluice.corpus.model.Segments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command {@code dedup-quality}: texts are changed until they have all similarities, which are
 * then counted exactly; how many pairs do the prints find, and how many of those are right?
 */
public final class DedupQuality implements Command {

  private static final List<String> UNITS = List.of("words 5", "characters 13");
  private static final int LEAST_TOKENS = 80;
  private static final int MOST_CHARACTERS = 8_000;
  private static final int LEAST_SIMILARITY = 40;
  private static final int STEP = 5;
  private static final double CHARACTERS_A_WORD = 5;
  private static final double CHARACTERS_A_CHINESE_WORD = 1.7;

  @Override
  public String name() {
    return "dedup-quality";
  }

  @Override
  public String says() {
    return "which pairs of known similarity MinHash finds, beside its curve";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(Texts.options("500"));
    options.add(
        new Option(
            "settings",
            "fineweb,refinedweb,redpajama-0.8,nemo",
            "published bands and rows, see 'sluice dedup curve --published'"));
    options.add(new Option("pairs", "2", "pairs of each text and similarity"));
    return options;
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    List<Published> settings = given.list("settings").stream().map(DedupQuality::setting).toList();
    for (Texts texts : Texts.both(given)) {
      List<Segments> cut =
          texts.texts().stream()
              .map(text -> texts.cut(beginning(text)))
              .filter(text -> text.spans().count() >= LEAST_TOKENS)
              .toList();
      for (String unit : UNITS) {
        measure(texts, cut, unit, settings, given.count("pairs"), place);
      }
      place.results().println(edits(texts, cut));
    }
    return 0;
  }

  /** Long texts are shortened, so that many fit into a measurement. */
  private static String beginning(String text) {
    int end = text.length() <= MOST_CHARACTERS ? -1 : text.lastIndexOf('\n', MOST_CHARACTERS);
    return end <= 0
        ? text.substring(0, Math.min(text.length(), MOST_CHARACTERS))
        : text.substring(0, end);
  }

  private static Published setting(String name) {
    return BandCurve.PUBLISHED.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadOptionException(
                    "there is no '%s'; there are %s"
                        .formatted(
                            name, BandCurve.PUBLISHED.stream().map(Published::name).toList())));
  }

  private static void measure(
      Texts texts,
      List<Segments> cut,
      String unit,
      List<Published> settings,
      int pairs,
      Place place) {
    TrueJaccard truth = truth(unit);
    List<Found> found =
        settings.stream().map(setting -> new Found(setting, prints(unit, setting))).toList();
    Edits edits = edits(texts.label().code(), cut);
    for (Segments text : cut) {
      for (int similarity = LEAST_SIMILARITY; similarity <= 100; similarity += STEP) {
        for (int i = 0; i < pairs; i++) {
          String near = edits.near(text, similarity / 100.0, inWords(truth, texts));
          Segments other = texts.cut(near);
          double jaccard = TrueJaccard.of(truth.shingles(text), truth.shingles(other));
          found.forEach(each -> each.count(text, other, jaccard));
        }
      }
    }
    place.results().printf("%n%s, shingles of %s%n%n", texts.language(), unit);
    place.results().println(Found.curves(found));
    place.results().println(Found.precisionAndRecall(found));
    place.results().printf("Largest error of a print's similarity: %s%n%n", found.get(0).error());
  }

  private static Edits edits(String language, List<Segments> cut) {
    return new Edits(cut, language.equals("zh") ? "" : " ");
  }

  private static TrueJaccard truth(String unit) {
    String[] words = unit.split(" ");
    return new TrueJaccard(words[0].equals("characters"), Integer.parseInt(words[1]));
  }

  private static double inWords(TrueJaccard truth, Texts texts) {
    boolean chinese = texts.label().code().equals("zh");
    double size = chinese ? CHARACTERS_A_CHINESE_WORD : CHARACTERS_A_WORD;
    return truth.characters() ? 1 + truth.shingle() / size : truth.shingle();
  }

  private static NearPrint prints(String unit, Published setting) {
    String[] words = unit.split(" ");
    return PrintSettings.of(
        "unit=" + words[0],
        "shingle=" + words[1],
        "bands=" + setting.curve().bands(),
        "rows=" + setting.curve().rows(),
        "verify=0.5");
  }

  /** What a change of so many words makes of the similarity. */
  private static MarkdownTable edits(Texts texts, List<Segments> cut) {
    List<String> units =
        List.of("words 5", "words 13", "characters 5", "characters 13", "characters 24");
    List<String> heads = new ArrayList<>(List.of(texts.language() + ": words changed"));
    heads.addAll(units);
    MarkdownTable table = new MarkdownTable(heads);
    for (int percent : new int[] {1, 2, 5, 10}) {
      List<String> cells = new ArrayList<>(List.of(percent + " %"));
      for (String unit : units) {
        TrueJaccard truth = truth(unit);
        Edits edits = edits(texts.label().code(), cut);
        double mean =
            cut.stream()
                .mapToDouble(
                    text ->
                        TrueJaccard.of(
                            truth.shingles(text),
                            truth.shingles(texts.cut(edits.scattered(text, percent / 100.0)))))
                .average()
                .orElse(0);
        cells.add(String.format(Locale.ROOT, "%.2f", mean));
      }
      table.row(cells);
    }
    return table;
  }
}

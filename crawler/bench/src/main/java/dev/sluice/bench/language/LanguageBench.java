package dev.sluice.bench.language;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.Peer;
import dev.sluice.bench.language.LabelledTexts.Labelled;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.language.NgramModel;
import dev.sluice.corpus.language.ParagraphIdentifier;
import dev.sluice.corpus.model.LanguageIdentifier;
import dev.sluice.corpus.model.LanguageLabel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The command {@code language}: how often identifiers are right on texts whose languages are known,
 * and what a text costs them.
 */
public final class LanguageBench implements Command {

  private static final Option TEXTS =
      new Option(
          "texts", "texts", "the folder with FAMILY.jsonl, see docs/proofs/labelled_texts.py");
  private static final Option FAMILIES =
      new Option(
          "families",
          "gnome,handbook,installation,manpages,gimp,aptitude,reference,maintguide,fortunes",
          "what to measure on; nothing that the model has learned from");
  private static final Option PEERS =
      new Option("peers", "", "others to measure, of opennlp, lingua, lingua-low, optimaize");
  private static final Option LENGTHS = new Option("lengths", "200,30", "characters of a piece");
  private static final Option MOST =
      new Option("most", "100", "pieces of a language from each family");
  private static final Option LEAST =
      new Option("least", "30", "pieces that a language must have to be counted");
  private static final Option MODEL =
      new Option("model", "", "a model of language-train, instead of the one in the jar");
  private static final Option PAIRS = new Option("pairs", "15", "so many pairs of taken languages");

  private static final Option DOCUMENTS =
      new Option("documents", "", "a file of whole pages (truth.jsonl of the benchmark), instead");

  private static final int TIMED_TEXTS = 2_000;

  @Override
  public String name() {
    return "language";
  }

  @Override
  public String says() {
    return "how often language identifiers are right, by length of text, and their CPU time";
  }

  @Override
  public List<Option> options() {
    return List.of(TEXTS, FAMILIES, PEERS, LENGTHS, MOST, LEAST, MODEL, PAIRS, DOCUMENTS);
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    LanguageIdentifier own = identifier(given.text(MODEL.name()));
    if (!given.text(DOCUMENTS.name()).isEmpty()) {
      Path file = Path.of(given.text(DOCUMENTS.name()));
      place.results().print(WholeDocuments.read(file).report(own));
      return 0;
    }
    List<LabelledTexts> families =
        LabelledTexts.read(Path.of(given.text(TEXTS.name())), given.list(FAMILIES.name()));
    List<String> peers = given.list(PEERS.name());
    if (!peers.isEmpty()) {
      Peer.build(place, "language");
    }
    for (String length : given.list(LENGTHS.name())) {
      List<Labelled> pieces = pieces(families, Integer.parseInt(length), given);
      List<Answers> answers = new ArrayList<>(List.of(own(own, pieces)));
      for (String peer : peers) {
        answers.add(peer(place, peer, pieces));
      }
      place.results().printf("%n## %s characters, %,d texts%n%n", length, pieces.size());
      print(place, new Tally(pieces, answers), given.count(PAIRS.name()));
    }
    return 0;
  }

  private static LanguageIdentifier identifier(String file) throws IOException {
    if (file.isEmpty()) {
      return new ParagraphIdentifier();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
      return new ParagraphIdentifier(NgramModel.read(in));
    }
  }

  private static List<Labelled> pieces(List<LabelledTexts> families, int length, Options given) {
    Map<String, List<Labelled>> all = new TreeMap<>();
    for (LabelledTexts family : families) {
      new Pieces(length, given.count(MOST.name()))
          .of(family)
          .forEach((lang, own) -> all.computeIfAbsent(lang, l -> new ArrayList<>()).addAll(own));
    }
    return all.values().stream()
        .filter(own -> own.size() >= given.count(LEAST.name()))
        .flatMap(List::stream)
        .toList();
  }

  private static Answers own(LanguageIdentifier identifier, List<Labelled> pieces) {
    List<LanguageLabel> labels = pieces.stream().map(p -> identifier.identify(p.text())).toList();
    List<Labelled> timed = pieces.subList(0, Math.min(TIMED_TEXTS, pieces.size()));
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    timed.forEach(piece -> identifier.identify(piece.text()));
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    return new Answers(
        "Sluice",
        labels.stream().map(LanguageLabel::code).toList(),
        labels.stream().map(LanguageLabel::script).toList(),
        labels.stream().map(LanguageLabel::score).toList(),
        nanos / Math.max(1, timed.size()));
  }

  private static Answers peer(Place place, String name, List<Labelled> pieces)
      throws IOException, InterruptedException {
    Path texts = place.work().resolve("language-texts.txt");
    Path codes = place.work().resolve("language-codes.txt");
    Files.write(texts, pieces.stream().map(Labelled::text).toList());
    Process process =
        new ProcessBuilder(
                "java",
                "-Xmx3g",
                "-cp",
                Peer.classPath(place, "language"),
                "dev.sluice.peers.LanguagePeer",
                name,
                texts.toString(),
                codes.toString())
            .redirectErrorStream(true)
            .redirectOutput(place.work().resolve("language-" + name + ".log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the peer " + name + " failed: see its log in " + place.work());
    }
    List<String> lines = Files.readAllLines(codes);
    int count = pieces.size();
    long nanos = Long.parseLong(lines.get(count));
    return new Answers(name, lines.subList(0, count), List.of(), List.of(), nanos);
  }

  private static void print(Place place, Tally tally, int pairs) {
    List<String> names = tally.answers().stream().map(Answers::identifier).toList();
    MarkdownTable table =
        new MarkdownTable(Stream.concat(Stream.of("language", "texts"), names.stream()).toList());
    for (String language : tally.languages()) {
      List<String> cells = new ArrayList<>(List.of(language, number(tally.count(language))));
      tally.answers().forEach(said -> cells.add(percent(tally.right(said, language))));
      table.row(cells);
    }
    List<String> mean = new ArrayList<>(List.of("mean of languages", number(tally.count())));
    List<String> all = new ArrayList<>(List.of("all texts", number(tally.count())));
    List<String> cost = new ArrayList<>(List.of("CPU µs a text", ""));
    for (Answers said : tally.answers()) {
      mean.add(percent(tally.meanRight(said)));
      all.add(percent(tally.right(said)));
      cost.add(String.format(Locale.ROOT, "%.0f", said.nanosPerText() / 1e3));
    }
    place.results().println(table.row(mean).row(all).row(cost));
    place.results().println("Taken for another by Sluice, most often: " + tally.pairs(pairs));
    place.results().println("Script told wrongly of Chinese and Serbian: " + tally.wrongScripts());
    place.results().println();
    MarkdownTable calibration =
        new MarkdownTable(List.of("score of Sluice", "texts", "mean score", "right"));
    tally.calibration().forEach(calibration::row);
    place.results().println(calibration);
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}

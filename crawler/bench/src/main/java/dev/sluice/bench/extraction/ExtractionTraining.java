package dev.sluice.bench.extraction;

import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.corpus.extract.PageSample;
import dev.sluice.corpus.extract.TreeEnsemble;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains the chooser of blocks on labelled pages, and says how good it is on sites that it has not
 * seen: pages are judged by trees that were grown without their site.
 */
public final class ExtractionTraining implements Command {

  /** Names and words that fewer sites have are not learnt. */
  private static final int NAME_SITES = 6;

  private static final int WORD_SITES = 10;

  private static final Booster FIRST = new Booster(80, 31, 0.12);
  private static final Booster SECOND = new Booster(60, 31, 0.12);

  private record Prediction(String id, String text) {}

  @Override
  public String name() {
    return "extraction-train";
  }

  @Override
  public String says() {
    return "trains the chooser of blocks on labelled pages, and scores it on sites it has not seen";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("pages", "", "the folder of labelled pages: html/, pages.jsonl, truth.jsonl"),
        new Option("out", "", "the file of the model; none: it is only scored"),
        new Option("folds", "5", "into how many parts the sites are divided"),
        new Option("texts", "", "a file for what unseen pages gave, as {id, text} lines"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    if (given.text("pages").isEmpty()) {
      throw new BadOptionException("--pages names the folder of labelled pages");
    }
    List<Sample> samples = read(new LabelledPages(Path.of(given.text("pages"))), place);
    TokenStatistics names = new TokenStatistics(samples, s -> s.names, NAME_SITES);
    TokenStatistics words = new TokenStatistics(samples, s -> s.words, WORD_SITES);
    samples.parallelStream().forEach(sample -> sample.measure(names, words));
    TrainingSet set = new TrainingSet(samples, given.count("folds"));
    set.judge(FIRST);
    place.remarks().println("after the first round:\n" + new ScoreTable().all(scored(samples)));
    TreeEnsemble first = given.text("out").isEmpty() ? null : set.growAll(FIRST);
    int firstColumns = columns(samples);
    samples.forEach(Sample::addNeighbours);
    set.judge(SECOND);
    List<Scored> scored = scored(samples);
    place
        .results()
        .print(
            new ScoreTable()
                .by("set", scored)
                .by("lang", scored)
                .by("page_type", scored)
                .all(scored));
    if (!given.text("texts").isEmpty()) {
      write(Path.of(given.text("texts")), scored);
    }
    if (first != null) {
      Model model =
          new Model(names, words, firstColumns, first, columns(samples), set.growAll(SECOND));
      model.write(Path.of(given.text("out")));
    }
    return 0;
  }

  private static List<Sample> read(LabelledPages folder, Place place) throws IOException {
    List<Sample> samples =
        folder.read(false).stream()
            .filter(page -> !LabelledPages.NOT_COUNTED.contains(page.dataset()))
            .parallel()
            .map(page -> sample(folder, page))
            .toList();
    long blocks = samples.stream().mapToLong(s -> s.labels.length).sum();
    place.remarks().println(samples.size() + " pages, " + blocks + " blocks");
    return samples;
  }

  private static Sample sample(LabelledPages folder, LabelledPage page) {
    try {
      String url = LabelledPages.address(page).toString();
      return new Sample(page, PageSample.of(folder.characters(page), url));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read page " + page.id(), e);
    }
  }

  private static List<Scored> scored(List<Sample> samples) {
    return samples.parallelStream().map(s -> Scored.of(s.page, s.text())).toList();
  }

  private static void write(Path file, List<Scored> scored) throws IOException {
    Files.write(
        file,
        scored.stream()
            .map(s -> JsonLines.write(new Prediction(s.page().id(), s.text())))
            .toList());
  }

  private static int columns(List<Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.rows.length > 0)
        .mapToInt(sample -> sample.rows[0].length)
        .findFirst()
        .orElseThrow(() -> new BadOptionException("the labelled pages have no text"));
  }

  /** All that the extractor needs, as its file has it. */
  private record Model(
      TokenStatistics names,
      TokenStatistics words,
      int firstColumns,
      TreeEnsemble first,
      int secondColumns,
      TreeEnsemble second) {

    void write(Path file) throws IOException {
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        write(out, names.all());
        write(out, words.all());
        out.writeInt(firstColumns);
        first.write(out);
        out.writeInt(secondColumns);
        second.write(out);
      }
    }

    private static void write(DataOutputStream out, Map<Long, Float> weights) throws IOException {
      out.writeInt(weights.size());
      for (Map.Entry<Long, Float> entry : new TreeMap<>(weights).entrySet()) {
        out.writeLong(entry.getKey());
        out.writeFloat(entry.getValue());
      }
    }
  }
}

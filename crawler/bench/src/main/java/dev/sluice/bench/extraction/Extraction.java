package dev.sluice.bench.extraction;

import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.corpus.extract.MainTextExtractor;
import dev.sluice.corpus.model.Extractor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How well and how fast main text is found on labelled pages. */
public final class Extraction implements Command {

  private static final Set<String> TRAITS = Set.of("set", "lang", "page_type");
  private static final double NANOS = 1e9;

  private record Prediction(String id, String text) {}

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public String name() {
    return "extraction";
  }

  @Override
  public String says() {
    return "how well main text is found on labelled pages, and how fast";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("pages", "", "the folder of labelled pages: html/, pages.jsonl, truth.jsonl"),
        new Option("lite", "no", "'yes' for the small choice of pages in lite.ids"),
        new Option("by", "set,lang,page_type", "the traits by which scores are shown"),
        new Option("worst", "20", "how many of the worst pages are named"),
        new Option("out", "", "a file for the extracted texts, as {id, text} lines"),
        new Option("speed-pages", "400", "how many pages the comparison with jsoup's parse reads"),
        new Option("rounds", "5", "how often each side of that comparison reads them"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    if (given.text("pages").isEmpty()) {
      throw new BadOptionException("--pages names the folder of labelled pages");
    }
    LabelledPages folder = new LabelledPages(Path.of(given.text("pages")));
    List<LabelledPage> pages = folder.read(given.text("lite").equals("yes"));
    List<Scored> scored = extract(folder, pages, place);
    if (!given.text("out").isEmpty()) {
      write(Path.of(given.text("out")), scored);
    }
    ScoreTable table = new ScoreTable();
    for (String trait : given.list("by")) {
      if (!TRAITS.contains(trait)) {
        throw new BadOptionException("--by knows " + TRAITS + ", not '" + trait + "'");
      }
      table.by(trait, scored);
    }
    place.results().print(table.all(scored));
    worst(scored, given.count("worst"), place);
    if (given.count("rounds") > 0) {
      new ParseRatio(folder).measure(pages, given, place);
    }
    return 0;
  }

  private List<Scored> extract(LabelledPages folder, List<LabelledPage> pages, Place place)
      throws IOException {
    Extractor extractor = new MainTextExtractor();
    List<String> texts = new ArrayList<>();
    long start = threads.getCurrentThreadCpuTime();
    for (LabelledPage page : pages) {
      texts.add(text(extractor, folder.characters(page), page));
    }
    double seconds = (threads.getCurrentThreadCpuTime() - start) / NANOS;
    place
        .remarks()
        .printf(
            Locale.ROOT,
            "%d pages read, decoded and extracted in %.1f CPU seconds of one thread, %.0f a second%n",
            pages.size(),
            seconds,
            pages.size() / seconds);
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      scored.add(Scored.of(pages.get(i), texts.get(i)));
    }
    return scored;
  }

  static String text(Extractor extractor, String characters, LabelledPage page) {
    return extractor.extract(characters, "text/html", LabelledPages.address(page)).text();
  }

  private static void write(Path file, List<Scored> scored) throws IOException {
    List<String> lines =
        scored.stream().map(s -> JsonLines.write(new Prediction(s.page().id(), s.text()))).toList();
    Files.write(file, lines);
  }

  private static void worst(List<Scored> scored, int count, Place place) {
    place.results().println();
    scored.stream()
        .filter(Scored::counts)
        .sorted(Comparator.comparing((Scored s) -> s.agreement().bag()))
        .limit(count)
        .forEach(
            s ->
                place
                    .results()
                    .printf(
                        Locale.ROOT,
                        "%.3f precision %.3f recall %.3f %s %s%n",
                        s.agreement().bag(),
                        s.agreement().bagPrecision(),
                        s.agreement().bagRecall(),
                        s.page().id(),
                        s.page().url()));
  }
}

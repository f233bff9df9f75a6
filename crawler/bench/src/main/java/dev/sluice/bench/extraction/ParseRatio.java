package dev.sluice.bench.extraction;

import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.Spread;
import dev.sluice.corpus.extract.MainTextExtractor;
import dev.sluice.corpus.model.Extractor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;

/**
 * How the time of a whole extraction compares with that of jsoup's parse alone, on the same
 * characters: CPU time of one thread, both sides in turn, the first round of each not counted.
 */
final class ParseRatio {

  private static final double NANOS = 1e9;

  private record Input(LabelledPage page, String characters) {}

  private final LabelledPages folder;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  ParseRatio(LabelledPages folder) {
    this.folder = folder;
  }

  /** Measures and reports. */
  void measure(List<LabelledPage> pages, Options given, Place place) throws IOException {
    List<Input> inputs = inputs(pages, given.count("speed-pages"));
    Extractor extractor = new MainTextExtractor();
    List<Double> ratios = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    long characters = 0;
    for (int round = 0; round <= given.count("rounds"); round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (Input input : inputs) {
        String url = LabelledPages.address(input.page).toString();
        characters += Jsoup.parse(input.characters, url).childNodeSize();
      }
      long parsed = threads.getCurrentThreadCpuTime();
      for (Input input : inputs) {
        characters += Extraction.text(extractor, input.characters, input.page).length();
      }
      long extracted = threads.getCurrentThreadCpuTime();
      if (round > 0) {
        ratios.add((double) (extracted - parsed) / (parsed - start));
        rates.add(inputs.size() / ((extracted - parsed) / NANOS));
      }
    }
    place
        .results()
        .printf(
            Locale.ROOT,
            "%nextraction takes %s times jsoup's parse alone; %s pages a CPU second, decoding not"
                + " counted (%d pages, %d rounds, %d characters)%n",
            Spread.of(ratios).text(2),
            Spread.of(rates).text(0),
            inputs.size(),
            given.count("rounds"),
            characters);
  }

  /** Every so-manieth page, so that all sets are there. */
  private List<Input> inputs(List<LabelledPage> pages, int most) throws IOException {
    int step = Math.max(1, pages.size() / Math.max(1, most));
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < pages.size() && inputs.size() < most; i += step) {
      inputs.add(new Input(pages.get(i), folder.characters(pages.get(i))));
    }
    return inputs;
  }
}

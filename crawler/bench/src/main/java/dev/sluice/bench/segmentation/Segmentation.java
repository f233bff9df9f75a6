package dev.sluice.bench.segmentation;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.text.IcuSegmenter;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code segmentation}: how fast texts are cut into words, beside ICU's own iterator,
 * whether the words are the same, how they agree with words that people cut, and how fast the rules
 * of a recipe are with segmentation.
 *
 * <p>Texts are lines of JSON with {@code text} and {@code language}, as {@code sluice extract}
 * writes them.
 */
public final class Segmentation implements Command {

  private static final PageUrl ADDRESS = PageUrl.parse("http://bench.test/");

  private static final Option TEXTS =
      new Option("texts", "", "a file of lines with text and language, as 'sluice extract' writes");
  private static final Option LANGUAGES = new Option("languages", "zh,ja,en", "which of them");
  private static final Option RECIPES =
      new Option("recipes", "", "recipes, built-in or files, whose rules are timed");
  private static final Option SECONDS = new Option("seconds", "5", "processor time for a figure");

  @Override
  public String name() {
    return "segmentation";
  }

  @Override
  public String says() {
    return "how fast and how well texts are cut into words, and how fast rules are";
  }

  @Override
  public List<Option> options() {
    return List.of(TEXTS, LANGUAGES, RECIPES, SECONDS);
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    if (given.text(TEXTS.name()).isEmpty()) {
      throw new BadOptionException("--texts is missing: a file that 'sluice extract' wrote");
    }
    Map<String, List<String>> texts = read(Path.of(given.text(TEXTS.name())));
    long nanos = 1_000_000_000L * given.count(SECONDS.name());
    boolean same = true;
    for (String language : given.list(LANGUAGES.name())) {
      List<String> own = texts.getOrDefault(language, List.of());
      place.results().printf("%n%s: %s%n%n", language, size(own));
      int differing = differing(own, language);
      same &= differing == 0;
      place.results().printf("cut otherwise than by ICU: %d texts%n%n", differing);
      place.results().print(speeds(own, language, nanos, given.list(RECIPES.name())));
    }
    place.results().print("\n" + agreements());
    return same ? 0 : 1;
  }

  private static Map<String, List<String>> read(Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    Map<String, List<String>> texts = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = mapper.readTree(line);
      String text = node.path("text").asString("");
      if (!text.isEmpty()) {
        String language = node.path("language").asString("und");
        texts.computeIfAbsent(language, code -> new ArrayList<>()).add(text);
      }
    }
    return texts;
  }

  private static String size(List<String> texts) {
    long bytes = texts.stream().mapToLong(Segmentation::bytes).sum();
    return String.format(Locale.ROOT, "%,d texts, %.2f MB", texts.size(), bytes / 1e6);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String speeds(
      List<String> texts, String language, long nanos, List<String> recipes) {
    LanguageLabel label = new LanguageLabel(language, "Zyyy", 1);
    Segmenter segmenter = new IcuSegmenter();
    MarkdownTable table = new MarkdownTable(List.of("MB per CPU second", language));
    table.row(
        List.of("ICU's word iterator", speed(texts, nanos, text -> icu(text, language).size())));
    table.row(
        List.of(
            "Sluice's cutter",
            speed(texts, nanos, text -> segmenter.segment(text, label).spans().count())));
    for (String name : recipes) {
      Cleaner cleaner = new Cleaner(Recipes.load(name), functions(label));
      table.row(
          List.of(
              "rules of " + name + ", segmentation included",
              speed(texts, nanos, text -> cleaner.clean(page(text)).hashCode())));
    }
    return table.toString();
  }

  /**
   * Rules see the text as it stands, in this language: neither decoding nor extraction is timed.
   */
  private static PageFunctions functions(LanguageLabel label) {
    PageFunctions standard = Cleaner.standardFunctions();
    Extractor whole = (characters, type, url, settings) -> Extracted.ofText(characters);
    return new PageFunctions(standard.decoder(), whole, text -> label, standard.segmenter());
  }

  private static RawPage page(String text) {
    return RawPage.uncrawled(
        ADDRESS, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Works on all texts, again and again, half of the time to warm up. */
  private static String speed(List<String> texts, long nanos, ToLongFunction<String> work) {
    if (texts.isEmpty()) {
      return "–";
    }
    timed(texts, nanos / 2, work);
    return String.format(Locale.ROOT, "%.1f", timed(texts, nanos, work));
  }

  private static double timed(List<String> texts, long nanos, ToLongFunction<String> work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long bytes = 0;
    long result = 0;
    long spent = 0;
    while (spent < nanos) {
      for (String text : texts) {
        result += work.applyAsLong(text);
        bytes += bytes(text);
      }
      spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
    return result == Long.MIN_VALUE ? 0 : bytes / 1e6 / (spent / 1e9);
  }

  private static int differing(List<String> texts, String language) {
    Segmenter segmenter = new IcuSegmenter();
    LanguageLabel label = new LanguageLabel(language, "Zyyy", 1);
    int differing = 0;
    for (String text : texts) {
      boolean same = segmenter.segment(text, label).tokens().equals(icu(text, language));
      differing += same ? 0 : 1;
    }
    return differing;
  }

  private static List<String> icu(String text, String language) {
    BreakIterator breaks = BreakIterator.getWordInstance(new ULocale(language));
    breaks.setText(text);
    List<String> tokens = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String token = text.substring(start, end).strip();
      if (!token.isEmpty()) {
        tokens.add(token);
      }
      start = end;
    }
    return tokens;
  }

  private static String agreements() {
    MarkdownTable table = new MarkdownTable(List.of("cut by hand", "sentences", "words", "F1"));
    for (String language : List.of("zh", "ja")) {
      CutSentences sentences = CutSentences.read(language);
      CutSentences.Agreement agreement = sentences.agreement(new IcuSegmenter());
      table.row(
          List.of(
              language,
              "" + sentences.sentences().size(),
              "" + agreement.byHand(),
              String.format(Locale.ROOT, "%.3f", agreement.f1())));
    }
    return table.toString();
  }
}

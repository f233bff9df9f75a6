package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures the steps that take repeated text out of pages: what their prints cost while pages are
 * read, what choosing costs, and how much of the disk both take.
 */
public final class DedupLines implements Command {

  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final int PAIR_BYTES = 16;

  private static final Map<String, String> STEPS =
      new TreeMap<>(
          Map.of(
              "lines, CCNet", "repeated-lines: {compare: ccnet, min_characters: 0}",
              "lines, ROOTS", "repeated-lines: {within: site, min_pages: 10, keep: none}",
              "paragraphs", "repeated-lines: {unit: paragraph, compare: letters}",
              "spans of 50 tokens", "repeated-spans: {tokens: 50}"));

  @Override
  public String name() {
    return "dedup-lines";
  }

  @Override
  public String says() {
    return "what it costs to take out lines, paragraphs and spans that pages repeat";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "", "a file of JSON lines with 'text', as sluice extract writes it"),
        new Option("rounds", "3", "how often the texts are read; the fastest counts"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    TextFile texts = TextFile.read(given.text("texts"));
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "step",
                "prints, MB a CPU second",
                "prints, bytes a MB",
                "choosing, MB a CPU second",
                "sorted, bytes a MB",
                "cut, % of the characters"));
    for (Map.Entry<String, String> step : STEPS.entrySet()) {
      table.row(row(step.getKey(), step.getValue(), texts, given.count("rounds"), place.work()));
      place.remarks().println(step.getKey());
    }
    place.results().print(table);
    return 0;
  }

  private static List<String> row(String name, String yaml, TextFile texts, int rounds, Path work)
      throws IOException {
    Texts pages = new Texts(texts.texts(), step(yaml), Files.createDirectories(work));
    double megabytes = texts.bytes() / MEGABYTE;
    double prints = 0;
    double choosing = 0;
    for (int round = 0; round < Math.max(1, rounds); round++) {
      prints = Math.max(prints, megabytes / seconds(pages::print));
      choosing = Math.max(choosing, megabytes / seconds(pages::choose));
    }
    long units = texts.texts().stream().mapToLong(String::length).sum();
    return List.of(
        name,
        number(prints),
        number(pages.printBytes() / megabytes),
        number(choosing),
        number(pages.pairs / (double) Math.max(1, rounds) * PAIR_BYTES / megabytes),
        String.format(Locale.ROOT, "%.1f", 100.0 * pages.cut / units));
  }

  private static double seconds(Runnable work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / NANOS;
  }

  private static GlobalStep step(String yaml) {
    Recipe recipe =
        Recipes.parse(
            "bench.yaml",
            "name: bench\nversion: 1\nsteps:\n  - decode\n  - extract\n  - language\n  - " + yaml);
    Recipe.Step step = recipe.steps().get(recipe.steps().size() - 1);
    return ((StepKind.OfCandidates) StepKinds.named(step.name())).maker().make(step.parameters());
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** Texts as the candidates of an export, each on a site of twenty pages. */
  private static final class Texts implements Candidates {

    private static final int SITE_PAGES = 20;

    private final GlobalStep step;
    private final Path work;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<byte[]> imprints = new ArrayList<>();
    private long pairs;
    private long cut;

    Texts(List<String> texts, GlobalStep step, Path work) {
      this.step = step;
      this.work = work;
      PageFunctions functions = Cleaner.standardFunctions();
      for (String text : texts) {
        PageUrl url = url(drafts.size());
        LanguageLabel language = functions.languages().identify(text);
        Draft draft =
            Draft.of(RawPage.uncrawled(url, "text/plain", new byte[0]))
                .withDecoded(new Decoded(text, "UTF-8", Decoded.Evidence.DEFAULT, 0))
                .withExtracted(Extracted.ofText(text))
                .withLanguage(language, functions.segmenter().segment(text, language));
        if (draft.cut().spans().count() > 0) { // cut now: all steps share it
          signatures.add(signature(url, text, language.code()));
          drafts.add(draft);
        }
      }
    }

    private static PageUrl url(int number) {
      return PageUrl.parse(
          "https://s%d.example.com/%d".formatted(number / SITE_PAGES, number % SITE_PAGES));
    }

    private Signature signature(PageUrl url, String text, String language) {
      CaptureKey key = new CaptureKey(url, Instant.EPOCH);
      return new Signature(
          signatures.size(),
          Document.id(key),
          url,
          key.fetchedAt(),
          new TextHash(0, signatures.size()),
          text.length(),
          text.length(),
          language,
          ContentHash.of(new byte[0]),
          Optional.empty(),
          "",
          Map.of());
    }

    void print() {
      imprints.clear();
      drafts.forEach(draft -> imprints.add(step.imprint(draft)));
    }

    void choose() {
      cut = 0;
      step.choose(this, new Selection(count()), 0);
    }

    /** Before segments compress them. */
    double printBytes() {
      return imprints.stream().mapToDouble(imprint -> imprint.length).sum();
    }

    @Override
    public int count() {
      return signatures.size();
    }

    @Override
    public Scan<Signature> scan() {
      return Scan.of(signatures.iterator());
    }

    @Override
    public Scan<byte[]> imprints() {
      return Scan.of(imprints.iterator());
    }

    @Override
    public TextCuts cuts() {
      return (candidate, start, end) -> cut += end - start;
    }

    @Override
    public PairSorter sorter() {
      PairSorter runs = new SortedRuns(work, () -> {});
      return new PairSorter() {
        @Override
        public void add(long key, long value) {
          pairs++;
          runs.add(key, value);
        }

        @Override
        public Pairs sorted() {
          return runs.sorted();
        }

        @Override
        public void close() {
          runs.close();
        }
      };
    }

    @Override
    public EarlierDocuments earlier() {
      return EarlierDocuments.NONE;
    }
  }
}

package dev.sluice.corpus.card;

import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The dataset card of an export: what is in it, from whom, under which licences, what was kept out
 * and why, and how it is loaded. All of it is counted; nothing depends on when or where the export
 * was made.
 */
public final class DatasetCard {

  private static final int MOST_ROWS = 20;

  private final Manifest manifest;
  private final Report report;
  private final DocumentFigures documents;
  private final Map<String, Long> optOuts;
  private final CardHeader header;
  private final StringBuilder card = new StringBuilder();

  /**
   * The card of an export.
   *
   * @param documents what its documents say of themselves
   * @param optOuts how many captures each signal of owners has kept out
   * @param format the name of the format of its shards
   */
  public DatasetCard(
      Manifest manifest,
      Report report,
      DocumentFigures documents,
      Map<String, Long> optOuts,
      String format) {
    this.manifest = manifest;
    this.report = report;
    this.documents = documents;
    this.optOuts = Map.copyOf(optOuts);
    this.header = new CardHeader(manifest, format);
  }

  /** The card, in Markdown with a header in YAML. */
  public String text() {
    card.append(header.text()).append('\n');
    card.append("# ").append(safe(header.title())).append("\n\n");
    summary();
    loading();
    languages();
    sites();
    licences();
    owners();
    personalData();
    funnel();
    duplicates();
    remaking();
    limits();
    return card.toString();
  }

  private void summary() {
    Manifest.Counts counts = manifest.counts();
    line(
        "Texts of web pages, cleaned by the recipe `%s` (version %d) of Sluice %s from the snapshot"
            + " `%s`.",
        manifest.recipe().name(),
        manifest.recipe().version(),
        manifest.sluiceVersion(),
        manifest.snapshot().id());
    table("Figure", "Value");
    row("Documents", number(counts.documents()));
    row("Characters (Unicode code points)", number(documents.characters()));
    long tokens = manifest.shards().stream().mapToLong(it -> it.tokens().orElse(0L)).sum();
    manifest.tokenizer().ifPresent(it -> row("Tokens by " + it.file(), number(tokens)));
    row("Captures that they were chosen from", number(counts.captures()));
    row("Sites (hosts) with captures", number(report.siteCount()));
    row("Files of documents", number(manifest.shards().size()));
    row("Their size in bytes", number(bytes()));
    documents.firstFetch().ifPresent(it -> row("First page fetched", it.toString()));
    documents.lastFetch().ifPresent(it -> row("Last page fetched", it.toString()));
    manifest.mix().ifPresent(this::mix);
    end();
  }

  private long bytes() {
    return manifest.shards().stream().mapToLong(ShardEntry::bytes).sum();
  }

  private void mix(Manifest.MixEntry mix) {
    row(
        "Mix (see `" + mix.plan() + "`)",
        number(mix.written().units()) + " of " + number(mix.planned().units()) + " " + mix.unit());
  }

  private void loading() {
    section("How to load it");
    if (manifest.shards().isEmpty()) {
      line("There are no documents in it.");
    } else if (header.isOfRows()) {
      line(
          "With Hugging Face's library, `datasets.load_dataset(\"PATH\", split=\"train\")`; the rows"
              + " that say why each page is in or out, with"
              + " `datasets.load_dataset(\"PATH\", \"ledger\", split=\"train\")`.");
    } else if (manifest.tokenizer().isPresent()) {
      line(
          "With Megatron-LM, name `documents-NNNNN` (without an ending) as `--data-path`. Beside each"
              + " lies a table of whose tokens are where.");
    } else {
      line("The files of documents are `%s` and those that follow.", firstShard());
    }
    line("`sha256sum -c SHA256SUMS` tells whether all files are whole.");
  }

  private String firstShard() {
    return manifest.shards().get(0).file();
  }

  private void languages() {
    section("Languages");
    table("Language", "Documents", "Share");
    sorted(manifest.languages())
        .limit(MOST_ROWS)
        .forEach(it -> row(it.getKey(), number(it.getValue()), share(it.getValue())));
    end();
    more(manifest.languages().size(), "languages");
  }

  private void sites() {
    section("Sites");
    table("Host", "Documents", "Captures");
    report.sites().stream()
        .filter(site -> site.documents().pages() > 0)
        .sorted(
            Comparator.comparingLong((Report.Group site) -> -site.documents().pages())
                .thenComparing(Report.Group::name))
        .limit(MOST_ROWS)
        .forEach(
            site ->
                row(
                    site.name(),
                    number(site.documents().pages()),
                    number(site.captures().pages())));
    end();
    line("`report.html` and the ledger tell of all sites; `manifest.json` of all seeds.");
  }

  private void licences() {
    section("Licences");
    Map<String, Long> stated = documents.licences();
    long known = stated.values().stream().mapToLong(it -> it).sum();
    line(
        "Each page belongs to whom its site says. %s of %s documents (%s) state a licence that a"
            + " program can read, and stand under it; of the others none is known. This card gives"
            + " no licence for the texts.",
        number(known), number(documents.documents()), share(known));
    if (!stated.isEmpty()) {
      table("Licence, as stated", "Documents", "Share");
      sorted(stated)
          .limit(MOST_ROWS)
          .forEach(it -> row(it.getKey(), number(it.getValue()), share(it.getValue())));
      row(
          "none stated",
          number(documents.documents() - known),
          share(documents.documents() - known));
      end();
      more(stated.size(), "licences");
    }
  }

  private void owners() {
    section("What owners asked for");
    long all = optOuts.values().stream().mapToLong(it -> it).sum();
    boolean isAsked = manifest.funnel().stream().anyMatch(step -> step.step().equals("opt-out"));
    if (!isAsked) {
      line(
          "The recipe has no step `opt-out`: signals of owners (`noai`, `noarchive`, TDMRep, ...)"
              + " were not looked at.");
    } else {
      line(
          "%s captures were left out since their owners say so: in robots directives, in reserved"
              + " rights for text and data mining, or in usage preferences.",
          number(all));
    }
    if (all > 0) {
      table("Signal", "Captures left out");
      sorted(optOuts).forEach(it -> row("`" + it.getKey() + "`", number(it.getValue())));
      end();
    }
    manifest
        .takedowns()
        .ifPresent(
            it ->
                line(
                    "%s demands to take something down kept out %s captures.",
                    number(it.entries()), number(it.captures())));
  }

  private void personalData() {
    section("Personal data");
    boolean isScrubbed = manifest.funnel().stream().anyMatch(it -> it.step().equals("scrub"));
    if (!isScrubbed) {
      line("The recipe does not look for personal data: texts are as the pages have them.");
      return;
    }
    line("Replaced in the texts of these documents; names of persons are not looked for:");
    table("Kind", "Replaced");
    sorted(documents.scrubbed()).forEach(it -> row(it.getKey(), number(it.getValue())));
    end();
  }

  private void funnel() {
    section("What was left out");
    table("Step", "Reached it", "Left out", "By rule");
    for (FunnelStep step : manifest.funnel()) {
      row(step.step(), number(step.in()), number(step.dropped()), rules(step));
    }
    end();
  }

  private static String rules(FunnelStep step) {
    StringJoiner rules = new StringJoiner(", ");
    step.rules()
        .forEach(
            (rule, count) -> {
              if (count > 0) {
                rules.add(rule + " " + number(count));
              }
            });
    return rules.toString();
  }

  private void duplicates() {
    List<Report.Compared> steps = report.duplicates().steps();
    if (steps.isEmpty()) {
      return;
    }
    section("Deduplication");
    table("Step", "Compared", "Same site", "Other site", "Earlier export", "Too little left");
    for (Report.Compared step : steps) {
      row(
          step.step(),
          number(step.in()),
          number(step.insideSite()),
          number(step.betweenSites()),
          number(step.ofEarlier()),
          number(step.tooLittle()));
    }
    end();
  }

  private void remaking() {
    section("How to cite and make it again");
    line(
        "Recipe `%s@%d`, SHA-256 `%s`; its full text, the lists and models that it reads with their"
            + " digests, and all counts are in `manifest.json`. The same snapshot, recipe and"
            + " version of Sluice give the same bytes.",
        manifest.recipe().name(), manifest.recipe().version(), manifest.recipe().hash());
  }

  private void limits() {
    section("Known limits");
    line(
        "- The texts are what a program took for the main part of a page; menus may be left in, and"
            + " lines may be missing.");
    line("- Languages, shares and scores are estimates.");
    line(
        "- Licences are read only where a page marks them for programs; a page may quote others, and"
            + " what it states may be wrong.");
    line(
        "- The texts are as true, as fair and as safe as the pages are. Look at them before you train"
            + " on them.");
  }

  private static Stream<Map.Entry<String, Long>> sorted(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()));
  }

  private String share(long count) {
    long all = Math.max(1, documents.documents());
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / all);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void section(String title) {
    card.append("## ").append(title).append("\n\n");
  }

  private void line(String text, Object... values) {
    card.append(String.format(Locale.ROOT, text, values))
        .append(text.startsWith("- ") ? "\n" : "\n\n");
  }

  private void table(String... titles) {
    row(titles);
    card.append("|---".repeat(titles.length)).append("|\n");
  }

  private void row(String... cells) {
    card.append('|');
    for (String cell : cells) {
      card.append(' ').append(safe(cell)).append(" |");
    }
    card.append('\n');
  }

  private void end() {
    card.append('\n');
  }

  private void more(int count, String what) {
    if (count > MOST_ROWS) {
      line("These are the %d most frequent of %s %s.", MOST_ROWS, number(count), what);
    }
  }

  /** What pages and users wrote must neither end a cell nor be markup. */
  private static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replace("[", "\\[");
  }
}

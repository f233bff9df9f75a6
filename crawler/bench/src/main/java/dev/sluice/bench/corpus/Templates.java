package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what leaving out the templates of sites gains: each page of a crawled folder is
 * extracted with and without what was learned of its site, and lines that recur over the pages of
 * the site are counted in both texts.
 */
public final class Templates implements Command {

  private static final String RECIPE =
      """
      name: templates
      version: 1
      steps:
        - answer
        - media-type
        - decode: {max_replaced_share: 1}
        - extract: {min_characters: 0, template_pages: %s, template_share: %s}
      """;

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public String says() {
    return "what leaving out the templates of sites takes from each, and what it costs";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("data", "data", "the data folder of a crawl"),
        new Option("pages", "5", "the recipe's 'template_pages'"),
        new Option("share", "0.3", "the recipe's 'template_share'"),
        new Option("recurs", "5", "on how many pages of its site a line must stand to be counted"),
        new Option("hosts", "", "only these hosts, separated by commas"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    String yaml = RECIPE.formatted(given.text("pages"), given.text("share"));
    Cleaner cleaner = new Cleaner(Recipes.parse("templates", yaml), Cleaner.standardFunctions());
    List<SiteGain> gains = new ArrayList<>();
    try (DataFolder data = new Wiring().openForReading(Path.of(given.text("data")));
        Snapshot snapshot = data.pages().snapshot()) {
      for (Map.Entry<String, List<Capture>> site :
          sites(snapshot, given.list("hosts")).entrySet()) {
        place.remarks().println(site.getKey() + ": " + site.getValue().size() + " captures");
        Path removed = place.work().resolve("templates-" + site.getKey() + ".txt");
        SiteGain gain = new SiteGain(site.getKey(), given.count("recurs"));
        try (PrintStream out =
            new PrintStream(Files.newOutputStream(removed), false, StandardCharsets.UTF_8)) {
          compare(cleaner, snapshot, site.getValue(), gain, out);
        }
        gains.add(gain);
      }
    }
    place.results().print(table(gains));
    place.remarks().println("what was left out of each page: " + place.work() + "/templates-*.txt");
    return 0;
  }

  private static Map<String, List<Capture>> sites(Snapshot snapshot, List<String> hosts) {
    Map<String, List<Capture>> sites = new LinkedHashMap<>();
    try (Scan<Capture> captures = snapshot.captures()) {
      while (captures.hasNext()) {
        Capture capture = captures.next();
        String host = capture.url().host();
        if (hosts.isEmpty() || hosts.contains(host)) {
          sites.computeIfAbsent(host, any -> new ArrayList<>()).add(capture);
        }
      }
    }
    return sites;
  }

  private static void compare(
      Cleaner cleaner, Snapshot snapshot, List<Capture> site, SiteGain gain, PrintStream removed) {
    SiteFacts facts = gain.learning(() -> cleaner.learn(site.iterator(), snapshot::body));
    for (Capture capture : site) {
      RawPage page = new RawPage(capture, snapshot.body(capture));
      gain.add(
          gain.extracting(() -> cleaner.trace(page)),
          gain.extractingWithTemplate(() -> cleaner.trace(page, facts)),
          removed);
    }
  }

  private static String table(List<SiteGain> gains) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "site",
                "pages",
                "recurring lines before",
                "after",
                "characters before",
                "left out",
                "gained",
                "learning, s CPU",
                "extracting, s CPU",
                "with templates"));
    gains.forEach(gain -> table.row(gain.cells(Locale.ROOT)));
    return table.toString();
  }
}

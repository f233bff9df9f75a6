package dev.sluice.service.cli;

import static java.util.stream.Collectors.joining;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.service.facts.Explanation;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice ledger}: what became of an export's captures, and why. */
@Command(
    name = "ledger",
    description = {
      "Answers from the ledger of an export, which has a row for each capture.",
      "",
      "Example: ./sluice ledger query corpora/first --by host,rule"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LedgerCommand.Query.class, LedgerCommand.Clusters.class})
final class LedgerCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as 'ledger query'");
  }

  /** {@code sluice ledger query}: counts rows, or shows them. */
  @Command(
      name = "query",
      description = {
        "Counts the rows of a ledger by the values of some fields, or shows rows. A field is one"
            + " that every ledger has (id, url, host, fetched_at, kept, language, characters,"
            + " body_bytes, step, rule, value, fact, limit, matched_id, matched_url,"
            + " matched_export, cluster, cluster_size, shard, line), or what a rule measured, by the"
            + " rule's name.",
        "",
        "Example: ./sluice ledger query corpora/first --by rule --where host=example.org",
        "Example: ./sluice ledger query corpora/first --rows --where 'length/characters<150'"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Query implements Callable<Integer> {

    private static final int LIMIT = 20;

    @Parameters(paramLabel = "EXPORT", description = "The folder of a finished export.")
    private Path export = Path.of("");

    @Option(
        names = "--by",
        paramLabel = "FIELD",
        split = ",",
        description = "Count by the values of these fields, at most three (default: step,rule).")
    private List<String> by = new ArrayList<>();

    @Option(
        names = "--where",
        paramLabel = "CONDITION",
        split = ",",
        description =
            "Only rows of which all of these hold: FIELD=VALUE, !=, and for numbers and times <, <=,"
                + " >, >=. FIELD= stands for rows without a value.")
    private List<String> where = new ArrayList<>();

    @Option(
        names = "--limit",
        paramLabel = "N",
        converter = PositiveNumberConverter.class,
        description = "Show at most so many groups or rows (default: 20; with --json, of rows).")
    private @Nullable Long limit;

    @Option(names = "--rows", description = "Show the rows themselves.")
    private boolean rows;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (rows && !by.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--rows shows rows and --by counts them: take one of the two");
      }
      List<LedgerCondition> conditions = where.stream().map(LedgerCondition::parse).toList();
      PrintWriter out = spec.commandLine().getOut();
      try (Ledger ledger = Export.openLedger(export)) {
        if (rows) {
          showRows(out, ledger, conditions);
        } else {
          showGroups(out, ledger, conditions);
        }
      }
      out.flush();
      return ExitCode.OK;
    }

    private int limit(int fallback) {
      return limit == null ? fallback : (int) Math.min(limit, Integer.MAX_VALUE);
    }

    private void showRows(PrintWriter out, Ledger ledger, List<LedgerCondition> conditions) {
      List<Map<String, Object>> found = ledger.rows(conditions, limit(LIMIT));
      if (json) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rows", found.stream().map(LedgerText::facts).toList());
        out.println(Json.line(facts));
        return;
      }
      found.forEach(row -> LedgerText.print(out, row));
      if (found.isEmpty()) {
        out.println("No rows");
      }
    }

    private void showGroups(PrintWriter out, Ledger ledger, List<LedgerCondition> conditions) {
      List<String> keys = by.isEmpty() ? List.of("step", "rule") : by;
      List<Ledger.Group> all = ledger.count(keys, conditions);
      int shown = Math.min(all.size(), limit(json ? Integer.MAX_VALUE : LIMIT));
      if (json) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("by", keys);
        facts.put("group_count", all.size());
        facts.put("groups", all.subList(0, shown).stream().map(it -> facts(keys, it)).toList());
        out.println(Json.line(facts));
        return;
      }
      long captures = all.stream().mapToLong(Ledger.Group::captures).sum();
      out.printf(
          Locale.ROOT, "%10s %10s %14s  %s%n", "captures", "documents", "characters", head(keys));
      all.subList(0, shown).forEach(group -> print(out, group));
      out.printf(
          "%s of %s in %s%s%n",
          Counted.text(captures, "capture"),
          Counted.text(ledger.size(), "row"),
          Counted.text(all.size(), "group"),
          shown < all.size() ? "; more with --limit" : "");
    }

    private static String head(List<String> keys) {
      return String.join(", ", keys);
    }

    private static void print(PrintWriter out, Ledger.Group group) {
      out.printf(
          Locale.ROOT,
          "%,10d %,10d %,14d  %s%n",
          group.captures(),
          group.documents(),
          group.characters(),
          group.key().stream().map(it -> it.isEmpty() ? "-" : it).collect(joining(", ")));
    }

    private static Map<String, Object> facts(List<String> keys, Ledger.Group group) {
      Map<String, Object> key = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        key.put(keys.get(i), group.key().get(i));
      }
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("key", key);
      facts.put("captures", group.captures());
      facts.put("documents", group.documents());
      facts.put("dropped", group.dropped());
      facts.put("characters", group.characters());
      return facts;
    }
  }

  /** {@code sluice ledger clusters}: captures that say the same. */
  @Command(
      name = "clusters",
      description = {
        "Shows captures that say the same or nearly so: the largest clusters, or that of a URL, each"
            + " with the document that stands for it, and with what dropped the others.",
        "",
        "Example: ./sluice ledger clusters corpora/first --top 5",
        "Example: ./sluice ledger clusters corpora/first --url https://example.org/page"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Clusters implements Callable<Integer> {

    @Parameters(paramLabel = "EXPORT", description = "The folder of a finished export.")
    private Path export = Path.of("");

    @Option(
        names = "--top",
        paramLabel = "N",
        converter = PositiveNumberConverter.class,
        description = "Show so many clusters, the largest (default: ${DEFAULT-VALUE}).")
    private long top = 20;

    @Option(
        names = "--members",
        paramLabel = "N",
        converter = PositiveNumberConverter.class,
        description = "Show at most so many captures of each (default: ${DEFAULT-VALUE}).")
    private long members = 10;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "Show the clusters of this URL's captures instead.")
    private @Nullable String url;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Ledger ledger = Export.openLedger(export)) {
        List<Ledger.Cluster> found = found(ledger);
        if (json) {
          Map<String, Object> facts = new LinkedHashMap<>();
          facts.put("clusters", found.stream().map(ClusterText::facts).toList());
          out.println(Json.line(facts));
        } else {
          found.forEach(cluster -> ClusterText.print(out, cluster));
          printNothing(out, found);
        }
        out.flush();
        return url == null || !found.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
      }
    }

    private List<Ledger.Cluster> found(Ledger ledger) {
      int shown = (int) Math.min(members, Integer.MAX_VALUE);
      if (url == null) {
        return ledger.largestClusters((int) Math.min(top, Integer.MAX_VALUE), shown);
      }
      List<Map<String, Object>> rows = ledger.find(Explanation.url(url));
      return ledger.clusters(LedgerFinding.clusters(rows), shown);
    }

    private void printNothing(PrintWriter out, List<Ledger.Cluster> found) {
      if (found.isEmpty()) {
        out.println(
            url == null
                ? "No capture says what another one says, or the recipe does not look for it"
                : "No capture of " + url + " is in a cluster; 'explain' tells what became of it");
      }
    }
  }
}

package dev.sluice.service.cli;

import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedFinding.Kind;
import dev.sluice.engine.model.SeedList;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.Names;
import dev.sluice.service.facts.SeedFileFacts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice seeds check}: can they be used, and what would a crawl meet? */
@Command(
    name = "check",
    description = {
      "Reads seed files and tells all mistakes at once, each with its file and line. Nothing is"
          + " asked of any host, unless --ask says so.",
      "With --ask, the host of each good seed is asked as a crawl would: for its robots.txt, the"
          + " first page, and a page that cannot be there. Told is what is unreachable, elsewhere,"
          + " disallowed or opted out, what is no HTML, and what looks like a trap. The other"
          + " options count only then.",
      "",
      "Example: ./sluice seeds check --seeds seeds/"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedsCheckCommand implements Callable<Integer> {

  @Mixin private SeedsCommand.SeedsOption seeds = new SeedsCommand.SeedsOption();

  @Option(
      names = "--ask",
      description =
          "Ask the host of each seed. Takes some delays for each; the exit code is 1 if something"
              + " is found.")
  private boolean ask;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private CrawlOptions options = new CrawlOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    SeedList list = seeds.read();
    Optional<List<SeedFinding>> findings = ask ? Optional.of(ask(list)) : Optional.empty();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(facts(list, findings)));
    } else {
      findings.ifPresent(found -> print(out, found));
      list.mistakes().forEach(out::println);
      out.printf(
          "%s in %s: %s%n",
          Counted.text(list.seeds().size(), "good seed"),
          Counted.text(seeds.files(), "file"),
          summary(list, findings));
    }
    out.flush();
    if (!list.mistakes().isEmpty()) {
      return ExitCode.USAGE;
    }
    return count(findings) == 0 ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
  }

  private List<SeedFinding> ask(SeedList list) {
    Wiring wiring = new Wiring();
    options
        .objection(list.seeds(), wiring.clock())
        .ifPresent(
            why -> {
              throw new SettingsException(why);
            });
    return wiring.seedProbe(options.settings()).find(list.seeds());
  }

  private static void print(PrintWriter out, List<SeedFinding> findings) {
    findings.stream()
        .filter(finding -> finding.kind() != Kind.OK)
        .forEach(
            finding ->
                out.printf(
                    "%s: %s: %s%n",
                    finding.seed(),
                    Names.name(finding.kind()).replace('_', ' '),
                    finding.detail()));
  }

  private static String summary(SeedList list, Optional<List<SeedFinding>> findings) {
    if (!list.mistakes().isEmpty()) {
      return Counted.text(list.mistakes().size(), "mistake");
    }
    return count(findings) == 0 ? "all well" : Counted.text(count(findings), "finding");
  }

  private static long count(Optional<List<SeedFinding>> findings) {
    return findings.stream()
        .flatMap(List::stream)
        .filter(finding -> finding.kind() != Kind.OK)
        .count();
  }

  private Map<String, Object> facts(SeedList list, Optional<List<SeedFinding>> findings) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", seeds.files());
    facts.put("good_seeds", list.seeds().size());
    facts.put("mistakes", list.mistakes());
    findings.ifPresent(found -> facts.put("findings", SeedFileFacts.of(found)));
    return facts;
  }
}

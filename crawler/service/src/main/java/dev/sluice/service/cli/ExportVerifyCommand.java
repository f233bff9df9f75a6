package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.ManifestDifference;
import dev.sluice.corpus.model.Verification;
import dev.sluice.corpus.model.Verification.Finding;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice export verify}: is an export still what was written? */
@Command(
    name = "verify",
    description = {
      "Checks the folder of a finished export: every file against its length and SHA-256, no file"
          + " missing or foreign, all numbers of the manifest against each other. Exit code 1 if"
          + " something is wrong, or if --against finds a difference.",
      "",
      "Example: ./sluice export verify corpora/first",
      "Example: ./sluice export verify corpora/first --deep",
      "Example: ./sluice export verify corpora/first --against corpora/again"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExportVerifyCommand implements Callable<Integer> {

  private static final int SHOWN = 50;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the export.")
  private Path folder = Path.of("");

  @Option(
      names = "--deep",
      description =
          "Also read the ledger row by row and every document: each must be where the ledger says,"
              + " with its id and a text of its length.")
  private boolean deep;

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description =
          "Also tell in what the export differs from this one: first what they are made from, then"
              + " what came of it.")
  private @Nullable Path other;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    VerifyScreen screen = new VerifyScreen(new Wiring().clock());
    return EndOnSignal.during(spec.commandLine().getErr(), screen::askToEnd, () -> verify(screen));
  }

  private int verify(VerifyScreen screen) {
    List<ManifestDifference> differences =
        other == null ? List.of() : Export.differences(folder, other);
    Verification found = screen.during(() -> Export.verify(folder, deep, screen));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(object(found, differences)));
    } else {
      print(out, found);
      printDifferences(out, differences);
    }
    out.flush();
    return found.isClean() && differences.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
  }

  private void print(PrintWriter out, Verification found) {
    for (Finding finding : found.findings().subList(0, Math.min(SHOWN, found.findings().size()))) {
      String line =
          finding.line().isPresent() ? ", document or row " + finding.line().getAsLong() : "";
      out.printf(
          Locale.ROOT,
          "%-10s %s%s: %s%n",
          word(finding.problem()),
          folder.resolve(finding.file()),
          line,
          finding.sentence());
    }
    long more = Math.max(0, found.findings().size() - SHOWN) + found.further();
    if (more > 0) {
      out.printf(Locale.ROOT, "... and %,d more (--json prints a thousand)%n", more);
    }
    if (found.unread() > 0) {
      out.printf(
          "%s of a kind that is not read back: only their bytes were compared%n",
          Counted.text(found.unread(), "shard"));
    }
    out.printf(
        Locale.ROOT,
        "%s: %s%s, %s: %s%n",
        folder,
        Counted.text(found.files(), "file"),
        found.deep() ? " with " + Counted.text(found.documents(), "document") : "",
        Sizes.text(found.bytes()),
        found.isClean()
            ? "all as they were written"
            : Counted.text(found.findings().size() + found.further(), "problem")
                + "; take damaged files from a copy, or export again into another folder");
  }

  private void printDifferences(PrintWriter out, List<ManifestDifference> differences) {
    if (other == null) {
      return;
    }
    if (differences.isEmpty()) {
      out.printf("the same as %s, but for the reports%n", other);
      return;
    }
    boolean isExplained = differences.get(0).isCause();
    out.printf(
        "not the same as %s: %s%n",
        other,
        isExplained
            ? "they are made from other things"
            : "they are made from the same things, so one of them is damaged or changed");
    differences.stream()
        .limit(SHOWN)
        .forEach(it -> out.printf("  %s: %s | %s%n", it.what(), it.here(), it.there()));
  }

  private static String word(Verification.Problem problem) {
    return problem.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> object(Verification found, List<ManifestDifference> differences) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("folder", folder.toString());
    object.put("clean", found.isClean());
    object.put("deep", found.deep());
    object.put("files", found.files());
    object.put("bytes", found.bytes());
    object.put("documents", found.documents());
    object.put("unread_shards", found.unread());
    object.put("findings", found.findings().stream().map(ExportVerifyCommand::object).toList());
    object.put("further_findings", found.further());
    if (other != null) {
      object.put("differences", differences.stream().map(ExportVerifyCommand::object).toList());
    }
    return object;
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("problem", word(finding.problem()));
    object.put("file", finding.file());
    finding.line().ifPresent(line -> object.put("line", line));
    object.put("sentence", finding.sentence());
    return object;
  }

  private static Map<String, Object> object(ManifestDifference difference) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("what", difference.what());
    object.put("cause", difference.isCause());
    object.put("here", difference.here());
    object.put("there", difference.there());
    return object;
  }
}

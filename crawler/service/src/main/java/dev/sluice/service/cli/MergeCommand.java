package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.MergedChain;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice merge}: from exports that follow each other to one corpus. */
@Command(
    name = "merge",
    description = {
      "Puts exports together that follow each other, in lines of JSON: the documents of all of them"
          + " but those that a later one withdraws. It refuses exports that do not follow each"
          + " other.",
      "",
      "Example: ./sluice merge corpora/october corpora/november --out corpora/all"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MergeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The exports in their order; the first is one of everything.")
  private List<Path> chain = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The output folder: new or empty.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    MergedChain merged = Export.merge(chain, out);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(
        "%s of %s; %s left out, since later exports withdraw them%n",
        Counted.text(merged.documents(), "document"),
        Counted.text(chain.size(), "export"),
        Counted.text(merged.withdrawn(), "document"));
    if (merged.versions().size() > 1) {
      printer.printf(
          "  They were made by Sluice %s: documents that have not changed are as the version wrote"
              + " them that exported them%n",
          String.join(", ", merged.versions()));
    }
    merged.shards().forEach(shard -> printer.println("  " + out.resolve(shard.file())));
    printer.println("  " + out.resolve("merged.json"));
    printer.flush();
    return ExitCode.OK;
  }
}

package dev.sluice.service.cli;

import dev.sluice.spark.SparkExport;
import dev.sluice.spark.model.InputReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What spark-submit runs: {@link SparkSubmitCommand} gives it these options. */
@Command(
    name = "spark-export",
    description =
        "Exports by Spark; to be run by spark-submit. 'sluice spark submit --print' prints how.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SparkRunCommand implements Callable<Integer> {

  private static final int MOST_PRINTED = 20;

  @Mixin private SparkExportOptions options = new SparkExportOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    SparkExport.Outcome result = new SparkExport(options.archives()).run(options.request());
    PrintWriter out = spec.commandLine().getOut();
    ExportSummary.print(out, result.manifest(), Path.of(""));
    tell(result.input(), out);
    out.flush();
    return ExitCode.OK; // damage included: some masters would run it again
  }

  private static void tell(InputReport input, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  from %s, %s: %,d pages, %,d revisits, %,d files of servers; %,d records were none of a"
            + " web page%n",
        Counted.text(input.files(), "file"),
        Sizes.text(input.bytes()),
        input.pages(),
        input.revisits() - input.lost(),
        input.serverFiles(),
        input.noWebPages());
    if (input.missing() > 0 || input.lost() > 0) {
      out.printf(
          Locale.ROOT,
          "  left out: %,d files of lists that are not there, %,d revisits of pages that are in no"
              + " file%n",
          input.missing(),
          input.lost());
    }
    if (input.damaged() > 0) {
      out.printf(Locale.ROOT, "  %,d places of archives are damaged:%n", input.damaged());
      input.damage().stream().limit(MOST_PRINTED).forEach(it -> out.println("    " + it));
    }
  }
}

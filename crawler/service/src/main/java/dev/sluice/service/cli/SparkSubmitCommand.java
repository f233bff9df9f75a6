package dev.sluice.service.cli;

import dev.sluice.service.spark.SparkHome;
import dev.sluice.service.spark.SparkSubmission;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice spark submit}: hands an export to spark-submit. */
@Command(
    name = "submit",
    description = {
      "Runs an export by spark-submit, or prints the command line that would. What spark-submit is"
          + " to know, such as the master and the memory of executors, follows --.",
      "",
      "Example: ./sluice spark submit --input crawl/warc --out corpora/first -- --master"
          + " 'local[4]'",
      "Example: ./sluice spark submit --print --input s3a://crawl/warc --out s3a://corpora/first"
          + " -- --master yarn --num-executors 20 --executor-cores 5 --executor-memory 12g"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SparkSubmitCommand implements Callable<Integer> {

  /** Options whose value can be a file of this machine. */
  private static final Set<String> FILES =
      Set.of("--recipe", "--mix", "--tokenizer", "--takedowns");

  @Mixin private SparkExportOptions options = new SparkExportOptions();

  @Option(
      names = "--spark-home",
      paramLabel = "DIR",
      description = "Where Spark 4 is installed (default: the variable SPARK_HOME).")
  private @Nullable Path sparkHome;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job with its libraries (default: the one that was built with Sluice).")
  private @Nullable Path jar;

  @Option(names = "--print", description = "Print the command line, and run nothing.")
  private boolean prints;

  @Parameters(
      paramLabel = "SPARK-OPTION",
      arity = "0..*",
      description = "Options of spark-submit, after --.")
  private List<String> sparkOptions = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    options.request(); // finds mistakes in the recipe and other files before a cluster is asked
    SparkSubmission submission =
        new SparkSubmission(submit(), sparkOptions, job(), exportOptions());
    if (prints) {
      spec.commandLine().getOut().println(submission.line());
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    return submission.run();
  }

  /** A line that is only printed may be for another machine. */
  private String submit() {
    Optional<String> environment = Optional.ofNullable(System.getenv("SPARK_HOME"));
    return prints && sparkHome == null && environment.isEmpty()
        ? "spark-submit"
        : SparkHome.find(Optional.ofNullable(sparkHome), environment).submit().toString();
  }

  private Path job() {
    Path named = jar;
    return named == null ? SparkSubmission.builtJar(library()) : named;
  }

  private static Path library() {
    return Path.of(
        URI.create(
            SparkSubmitCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
  }

  private List<SparkSubmission.Option> exportOptions() {
    List<SparkSubmission.Option> given = new ArrayList<>();
    CommandSpec ofExport = Objects.requireNonNull(spec.mixins().get("options"));
    for (OptionSpec option : ofExport.options()) {
      for (String value : option.originalStringValues()) {
        boolean local = FILES.contains(option.longestName()) && Files.isRegularFile(Path.of(value));
        given.add(new SparkSubmission.Option(option.longestName(), value, local));
      }
    }
    return given;
  }
}

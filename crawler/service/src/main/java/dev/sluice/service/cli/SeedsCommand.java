package dev.sluice.service.cli;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.SeedLogFacts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice seeds}: what seed files say, and what became of their changes. */
@Command(
    name = "seeds",
    description = {
      "Looks at seed files, changes them, and tells what became of their changes.",
      "",
      "Example: ./sluice seeds check --seeds seeds/"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SeedsCommand.Show.class,
      SeedsCheckCommand.class,
      SeedsAddCommand.class,
      SeedsRemoveCommand.class,
      SeedsPauseCommand.class,
      SeedsResumeCommand.class,
      SeedsSetCommand.class,
      SeedsCommand.Log.class
    })
final class SeedsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as 'seeds check'");
  }

  /** The option that names the seed files. */
  static final class SeedsOption {

    @Option(
        names = "--seeds",
        paramLabel = "FILE|DIR",
        required = true,
        description = "A seed file (*.txt, *.yaml), or a folder of them.")
    private Path path = Path.of("");

    Path path() {
      return path;
    }

    /** A file of the folder, or the single one. */
    Path shown(String name) {
      return Files.isDirectory(path) ? path.resolve(name) : path;
    }

    SeedList read() {
      return Seeds.read(path);
    }

    int files() {
      return Seeds.files(path).size();
    }
  }

  /** {@code sluice seeds list}: the seeds as they are understood. */
  @Command(
      name = "list",
      description = {
        "Prints the seeds as they are understood, a line each in the text format, without what is so"
            + " by default. Those with a mistake are told and left out.",
        "",
        "Example: ./sluice seeds list --seeds seeds/"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Show implements Callable<Integer> {

    @Mixin private SeedsOption seeds = new SeedsOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      SeedList list = seeds.read();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(Map.of("seeds", list.seeds().stream().map(Seeds::fields).toList())));
      } else {
        list.seeds().forEach(seed -> out.println(line(seed)));
      }
      out.flush();
      PrintWriter err = spec.commandLine().getErr();
      list.mistakes().forEach(mistake -> err.println("sluice: " + mistake));
      err.flush();
      return list.mistakes().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private static String line(Seed seed) {
      return Seeds.fields(seed).entrySet().stream()
          .map(
              field ->
                  (field.getKey().equals("url") ? "" : field.getKey() + "=") + field.getValue())
          .collect(Collectors.joining("  "));
    }
  }

  /** {@code sluice seeds log}: what became of changes. */
  @Command(
      name = "log",
      description = {
        "Prints the changes of the seed files that a daemon has applied or refused: when, in which"
            + " files and whose they are, and what changed; also while it runs.",
        "",
        "Example: ./sluice seeds log --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Log implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Option(
        names = "--last",
        paramLabel = "N",
        converter = PositiveNumberConverter.class,
        defaultValue = "50",
        description = "How many changes, the newest ones (default: ${DEFAULT-VALUE}).")
    private Long last = 50L;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      List<SeedLogEntry> entries;
      try (DataFolder folder = new Wiring().openForReading(data.folder())) {
        entries = new CrawlRecords(folder).seedLog((int) Math.min(Integer.MAX_VALUE - 1, last));
      }
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(SeedLogFacts.of(entries)));
      } else {
        entries.forEach(entry -> print(out, entry));
      }
      out.flush();
      return ExitCode.OK;
    }

    private static void print(PrintWriter out, SeedLogEntry entry) {
      out.printf(
          "%s  %s  %s%n",
          entry.at(),
          name(entry.outcome()),
          entry.files().stream()
              .map(file -> file.name() + " (" + owner(file) + ")")
              .collect(Collectors.joining(", ")));
      entry.changes().forEach(change -> out.println("    " + change.words()));
      if (entry.more() > 0) {
        out.printf("    and %,d more%n", entry.more());
      }
    }

    private static String owner(SourceFile file) {
      return file.owner().isEmpty() ? "gone" : file.owner();
    }
  }
}

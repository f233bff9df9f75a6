package dev.sluice.service.cli;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.service.daemon.Wiring;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice store}: the care of a data folder. */
@Command(
    name = "store",
    description = {"Looks after a data folder.", "", "Example: ./sluice store check --data data"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StoreCommand.Check.class, StoreCommand.Compact.class})
final class StoreCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as 'store check'");
  }

  /** {@code sluice store check}: is everything there, and whole? */
  @Command(
      name = "check",
      description = {
        "Reads the whole store and tells what is wrong with it: damaged files, missing bodies,"
            + " bodies that are not what they were, URLs that are queued nowhere, false counts.",
        "",
        "Example: ./sluice store check --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Check implements Callable<Integer> {

    @Mixin private StoreOptions store = new StoreOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      AtomicInteger problems = new AtomicInteger();
      Consumer<String> report =
          problem -> {
            problems.incrementAndGet();
            out.println(problem);
          };
      try (DataFolder folder = store.open(new Wiring())) {
        StoreExtent extent = folder.check(report);
        new CrawlRecords(folder).check(report);
        out.printf(
            "%s and %s (%s) read: %s%n",
            Counted.text(extent.captures(), "capture"),
            Counted.text(extent.bodies(), "body", "bodies"),
            Sizes.text(extent.bodyBytes()),
            problems.get() == 0 ? "all well" : Counted.text(problems.get(), "problem"));
      }
      out.flush();
      return problems.get() == 0 ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
    }
  }

  /** {@code sluice store compact}: as small as it can be. */
  @Command(
      name = "compact",
      description = {
        "Writes the whole store anew, as small as it can be: a crawl compresses lightly, to be"
            + " fast. Nothing else may write to it meanwhile. It can be ended at any moment: what"
            + " is done by then stays done. Needs free space of the size of the store.",
        "",
        "Example: ./sluice store compact --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Compact implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (DataFolder folder = new Wiring().openForCompacting(data.folder())) {
        long before = bytesOnDisk(folder);
        return EndOnSignal.duringWorkOn(
            folder,
            spec.commandLine().getErr(),
            () -> {
              folder.compact();
              out.printf("%s became %s%n", Sizes.text(before), Sizes.text(bytesOnDisk(folder)));
              out.flush();
              return ExitCode.OK;
            });
      }
    }

    private static long bytesOnDisk(DataFolder folder) {
      return folder.tables().stream().mapToLong(folder::bytesOnDisk).sum();
    }
  }
}

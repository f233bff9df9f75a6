package dev.sluice.service.cli;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.CrawlRun;
import dev.sluice.service.daemon.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice crawl}: crawl until done, or until a limit. */
@Command(
    name = "crawl",
    description = {
      "Crawls from seeds into a data folder until everything is fetched or a limit is reached.",
      "Run again with the same folder, it goes on where it ended. Pages whose seed has a 'recrawl'"
          + " interval are visited again if that is due when the run starts; later visits are left"
          + " to the next run.",
      "",
      "Example: ./sluice crawl --seeds seeds/ --data data --contact crawler@example.org"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CrawlCommand implements Callable<Integer> {

  @Mixin private CrawlFolders folders = new CrawlFolders();

  @Option(
      names = "--keep-going",
      description = "Use the good seeds of files that have mistakes in them.")
  private boolean keepGoing;

  @Mixin private CrawlOptions options = new CrawlOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<Seed> usable = readSeeds();
    CrawlSettings settings = options.settings(limits.pages(), limits.time());
    Wiring wiring = new Wiring();
    options
        .objection(usable, wiring.clock())
        .ifPresent(
            why -> {
              throw new SettingsException(why);
            });
    return run(wiring.crawl(folders.data(), usable, settings), folders.data(), spec.commandLine());
  }

  /** Runs a crawl to its end, or until a signal, showing its progress, and prints what it did. */
  static int run(CrawlRun run, Path data, CommandLine command) {
    CrawlScreen screen = new CrawlScreen(run.clock());
    PrintWriter out = command.getOut();
    return EndOnSignal.during(
        command.getErr(),
        run::askToEnd,
        () -> {
          CrawlRun.Report report;
          try {
            report = run.run(screen::tick);
          } finally {
            screen.end();
          }
          CrawlSummary.print(out, report, data);
          out.flush();
          return report.end() == CrawlRun.End.ASKED ? ExitCode.ENDED_BY_SIGNAL : ExitCode.OK;
        });
  }

  private List<Seed> readSeeds() {
    SeedList list = Seeds.read(folders.seeds());
    if (!list.mistakes().isEmpty()) {
      String mistakes = String.join("\nsluice: ", list.mistakes());
      if (!keepGoing) {
        throw new SettingsException(
            mistakes
                + "\nsluice: nothing was crawled; mend the file, or use --keep-going to crawl"
                + " the good seeds alone");
      }
      spec.commandLine().getErr().println("sluice: " + mistakes);
    }
    if (list.seeds().isEmpty()) {
      throw new SettingsException(folders.seeds() + ": there are no seeds; write one URL a line");
    }
    return list.seeds();
  }
}

package dev.sluice.service.cli;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.CrawlRun;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.daemon.SnapshotDesk;
import dev.sluice.service.daemon.SnapshotKeeper;
import dev.sluice.service.daemon.SnapshotPlan;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.LiveFacts;
import dev.sluice.service.http.ApiSettings;
import dev.sluice.service.http.DaemonApi;
import dev.sluice.service.http.DaemonFile;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice daemon}: crawl without end. */
@Command(
    name = "daemon",
    description = {
      "Crawls and visits pages again without end, and takes changes of the seed files over within"
          + " seconds: seeds that are added, removed, paused or changed. A change with a mistake in"
          + " it is told, and changes nothing.",
      "SIGTERM and Ctrl-C end it within seconds, with exit code 0; the same command goes on where"
          + " it ended. If the disk is full it stops fetching, and goes on when there is room.",
      "",
      "Example: ./sluice daemon --seeds seeds/ --data data --contact crawler@example.org"
    },
    mixinStandardHelpOptions = true,
    defaultValueProvider = DaemonConfig.Defaults.class,
    versionProvider = Version.class)
final class DaemonCommand implements Callable<Integer> {

  @Option(
      names = DaemonConfig.OPTION,
      paramLabel = "FILE",
      converter = DaemonConfig.Converter.class,
      description =
          "A YAML file with options of this command, by their names without '--', such as 'delay: 5s'."
              + " What stands on the command line wins.")
  private @Nullable DaemonConfig config;

  @Mixin private CrawlFolders folders = new CrawlFolders();

  @Mixin private CrawlOptions options = new CrawlOptions();

  @Mixin private SnapshotOptions snapshots = new SnapshotOptions();

  @Mixin private ListenOptions listen = new ListenOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Wiring wiring = new Wiring();
    Optional<ApiSettings> listening = listen.settings();
    Optional<SnapshotPlan> plan = snapshots.plan();
    Daemon daemon =
        wiring.daemon(
            folders.data(),
            folders.seeds(),
            options.settings(),
            usable -> options.objection(usable, wiring.clock()));
    SnapshotDesk desk = wiring.snapshotDesk(folders.data(), daemon, Version.current());
    try (Pulse pulse = wiring.pulse(daemon)) {
      Optional<DaemonApi> api = listening.map(settings -> startApi(settings, desk, daemon, pulse));
      Optional<SnapshotKeeper> keeper = plan.map(it -> wiring.snapshotKeeper(desk, it, daemon));
      keeper.ifPresent(SnapshotKeeper::start);
      return run(
          daemon,
          () -> {
            keeper.ifPresent(SnapshotKeeper::close);
            api.ifPresent(DaemonApi::close);
          });
    }
  }

  private Optional<CrawlRun.Report> crawl(Daemon daemon, CrawlScreen screen) {
    try {
      return daemon.run(screen::tick);
    } catch (StoreException failure) {
      throw failure.problem() == Problem.IN_USE
          ? new StoreException(failure.problem(), failure.getMessage() + ifThereIsOne(), failure)
          : failure;
    }
  }

  /** Where the daemon of this folder is, for whoever started another one. */
  private String ifThereIsOne() {
    return DaemonFile.read(folders.data())
        .filter(other -> other.pid() != ProcessHandle.current().pid())
        .map(other -> "; the daemon of " + folders.data() + " is at " + other)
        .orElse("");
  }

  private DaemonApi startApi(ApiSettings settings, SnapshotDesk desk, Daemon daemon, Pulse pulse) {
    DaemonApi api;
    try {
      api =
          DaemonApi.start(
              settings,
              new LiveFacts(Version.current(), folders.data(), folders.seeds(), daemon),
              pulse,
              desk);
    } catch (SettingsException perhapsTaken) {
      throw new SettingsException(perhapsTaken.getMessage() + ifThereIsOne());
    }
    pulse.start();
    PrintWriter out = spec.commandLine().getOut();
    out.println("Dashboard and API: " + api.url());
    out.flush();
    return api;
  }

  /** A signal ends the process as soon as the work has returned: so all is closed within it. */
  private int run(Daemon daemon, Runnable close) {
    CommandLine command = spec.commandLine();
    CrawlScreen screen = CrawlScreen.ofService(daemon.clock());
    return EndOnSignal.duringService(
        command.getErr(),
        daemon::askToEnd,
        () -> {
          Optional<CrawlRun.Report> report;
          try {
            report = crawl(daemon, screen);
          } finally {
            screen.end();
            close.run();
          }
          tell(report, command.getOut());
          return ExitCode.OK;
        });
  }

  private void tell(Optional<CrawlRun.Report> report, PrintWriter out) {
    report.ifPresentOrElse(
        last -> CrawlSummary.print(out, last, folders.data()),
        () ->
            out.println(
                "Ended as asked, while there was no room on the disk of " + folders.data()));
    out.flush();
  }
}

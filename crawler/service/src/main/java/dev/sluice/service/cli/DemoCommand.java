package dev.sluice.service.cli;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.Recipes;
import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.CrawlRun;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: the whole product in a minute, on a web of its own. */
@Command(
    name = "demo",
    description = {
      "Starts a pretend web on loopback, crawls it politely, exports a corpus, and tells what"
          + " happened and where the files are. Takes less than a minute and no network.",
      "",
      "Example: ./sluice demo"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {

  private static final Duration DELAY = Duration.ofMillis(100);
  private static final Duration REFEREE_TOLERANCE = Duration.ofMillis(2);

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "A new or empty folder for the demo's files (default: a temporary one).")
  private @Nullable Path dir;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = folder();
    try (TestWeb web = TestWeb.demo(0)) {
      out.printf(
          "A pretend web: %d sites on loopback, English and Chinese, polite and difficult ones.%n%n",
          web.sites().size());
      out.println(
          "Crawling it, with " + DELAY.toMillis() + " ms between two requests to a site ...");
      out.flush();
      Path data = folder.resolve("data");
      int code = CrawlCommand.run(crawl(web, data), data, spec.commandLine());
      if (code != ExitCode.OK) {
        return code;
      }
      printReferee(out, web);
    }
    out.println("\nExporting a corpus by the recipe 'web' ...");
    out.flush();
    ExportRequest request = ExportRequest.of(Recipes.load("web"), folder.resolve("corpus"));
    Path data = folder.resolve("data");
    int code =
        ExportCommand.run(
            ExportCommand.Source.now(data), request, Optional.empty(), spec.commandLine());
    if (code != ExitCode.OK) {
      return code;
    }
    printWhereNext(out, folder);
    out.flush();
    return ExitCode.OK;
  }

  private Path folder() {
    try {
      if (dir == null) {
        return Files.createTempDirectory("sluice-demo-");
      }
      if (Files.exists(dir.resolve("data")) || Files.exists(dir.resolve("corpus"))) {
        throw new SettingsException(
            dir + " holds an earlier demo: name a new folder with --dir, or remove it");
      }
      return Files.createDirectories(dir);
    } catch (IOException failure) {
      throw new SettingsException(dir + " cannot be made: " + failure.getMessage());
    }
  }

  private static CrawlRun crawl(TestWeb web, Path data) {
    List<Seed> seeds =
        web.seeds().stream()
            .map(PageUrl::parse)
            .map(url -> new Seed(url.toString(), url, Seed.Extent.HOST, OptionalInt.empty()))
            .toList();
    FetchLimits limits =
        new FetchLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            FetchLimits.DEFAULT.maxBodyBytes());
    RetrySettings retry =
        new RetrySettings(
            2,
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            0,
            RetrySettings.DEFAULT.forgiveAfter());
    CrawlSettings settings =
        new CrawlSettings(
            "Sluice/" + Version.current() + " (+demo)",
            new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"))),
            16,
            DelaySettings.of(DELAY),
            OptionalLong.empty(),
            Optional.empty(),
            limits,
            retry);
    return new Wiring().crawl(data, seeds, settings);
  }

  /** The pretend web's servers kept a record of each request, and judge it. */
  private static void printReferee(PrintWriter out, TestWeb web) {
    int violations = web.referee().allViolations(DELAY, REFEREE_TOLERANCE).size();
    out.println("\nWhat the servers saw:");
    web.referee().summary().lines().forEach(line -> out.println("  " + line));
    out.printf("  breaches of delay, robots.txt or Retry-After: %d%n", violations);
  }

  private static void printWhereNext(PrintWriter out, Path folder) {
    Path data = folder.resolve("data");
    out.println("\nLook further:");
    out.println("  ./sluice status --data " + data);
    out.println("  ./sluice store check --data " + data);
    out.println(
        "  zstd -dc " + folder.resolve("corpus/documents-00000.jsonl.zst") + " | head -n 1");
    out.println("  ./sluice ledger query " + folder.resolve("corpus") + " --by host,rule");
    out.println("  a browser on " + folder.resolve("corpus/report.html"));
  }
}

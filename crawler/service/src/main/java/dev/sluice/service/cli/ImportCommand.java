package dev.sluice.service.cli;

import dev.sluice.engine.Import;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportSettings;
import dev.sluice.engine.model.UrlPattern;
import dev.sluice.pages.DataFolder;
import dev.sluice.service.archive.ArchiveFiles;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.ImportFacts;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice import}: somebody else's crawl into the store. */
@Command(
    name = "import",
    description = {
      "Puts the pages of WARC, WET and ARC files into a data folder, new or not, as if they had been"
          + " crawled: decoded, under URLs in normal form, with what their owners ask. Damaged"
          + " records are told and passed over. The same archive adds nothing a second time, and an"
          + " import that was ended goes on when it is run again.",
      "",
      "Example: ./sluice import CC-MAIN-20260112131211-00000.warc.gz --data data",
      "Example: ./sluice import warc.paths.gz --base /archive --data data --tag source=cc"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ImportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description =
          "Archives, by whatever name (.gz and .zst or not); folders, of which all *.warc, *.wet and"
              + " *.arc are read, with .gz or .zst behind that or not; *.paths and *.paths.gz with"
              + " the path of an archive a line, as Common Crawl has them; - for an archive from"
              + " the standard input.")
  private List<String> inputs = List.of();

  @Mixin private DataOption data = new DataOption();

  @Mixin private ArchiveOptions archives = new ArchiveOptions();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      converter = PatternConverter.class,
      description =
          "Only pages whose path and query match, as in robots.txt: /wiki/, *.html$; can be"
              + " repeated.")
  private List<UrlPattern> include = List.of();

  @Option(
      names = "--limit-pages",
      paramLabel = "N",
      converter = PositiveNumberConverter.class,
      description = "Stop after so many pages.")
  private @Nullable Long limitPages;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadsConverter.class,
      description = "Records read at a time (default: one a processor).")
  private @Nullable Integer threads;

  @Option(names = "--strict", description = "End at the first damage.")
  private boolean strict;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Reads a pattern. */
  static final class PatternConverter implements ITypeConverter<UrlPattern> {
    @Override
    public UrlPattern convert(String text) {
      try {
        return UrlPattern.parse(text);
      } catch (IllegalArgumentException none) {
        throw new TypeConversionException(none.getMessage());
      }
    }
  }

  @Override
  public Integer call() {
    Wiring wiring = new Wiring();
    ArchiveFiles found = ArchiveFiles.find(inputs, archives.base().map(Path::of), System.in);
    PrintWriter err = spec.commandLine().getErr();
    ImportScreen screen = new ImportScreen(wiring.clock(), err, found.bytes());
    return EndOnSignal.during(
        err,
        screen::askToEnd,
        () -> {
          ImportCounts counts;
          try (DataFolder folder = wiring.openForImport(data.folder())) {
            counts = new Import(folder).run(found.sources(), settings(), screen);
          } finally {
            screen.end();
          }
          tell(counts, found, screen);
          if (screen.stopped()) {
            return ExitCode.ENDED_BY_SIGNAL;
          }
          return counts.isWell() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
        });
  }

  private ImportSettings settings() {
    return new ImportSettings(
        archives.seed(),
        archives.tags(),
        limitPages == null ? OptionalLong.empty() : OptionalLong.of(limitPages),
        include,
        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
        FetchLimits.DEFAULT.maxBodyBytes(),
        strict);
  }

  private void tell(ImportCounts counts, ArchiveFiles found, ImportScreen screen) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(ImportFacts.of(counts, screen.damages())));
    } else {
      ImportSummary.print(out, counts, found, screen.taken());
    }
    out.flush();
  }
}

package dev.sluice.service.cli;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Favour;
import dev.sluice.corpus.model.ExtractSettings.Format;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.extract.ExtractCounts;
import dev.sluice.service.extract.ExtractFiles;
import dev.sluice.service.extract.ExtractRequest;
import dev.sluice.service.extract.ExtractRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice extract}: HTML in, clean text out, without a store. */
@Command(
    name = "extract",
    description = {
      "Finds the main text of HTML pages that lie in files, and writes a JSON object a line for each"
          + " page: id (the file's name without its ending), title, text, language and charset."
          + " A page that cannot be read has a line too, with the field 'error'. The lines have the"
          + " order of the input. A file that is written has its name only when it is whole.",
      "",
      "Example: ./sluice extract pages --out texts.jsonl",
      "Example: ./sluice extract page.html --url https://example.org/page"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExtractCommand implements Callable<Integer> {

  /** Which fields a line has. */
  enum Fields {
    USUAL,
    ALL
  }

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description =
          "HTML files; folders, of which all *.html, *.htm, *.xhtml, *.xht and *.shtml are read;"
              + " *.jsonl (also .gz and .zst) with a page a line: id, url, and html (characters) or"
              + " body (base64), and charset; - for such lines from the standard input.")
  private List<String> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "-",
      description =
          "The file to write, compressed if it ends in .gz or .zst; - for the standard output (the"
              + " default).")
  private String out = "-";

  @Option(names = "--overwrite", description = "Replace the output if it is there already.")
  private boolean overwrite;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The address of the page, if the input is one HTML file.")
  private @Nullable String url;

  @Option(
      names = "--urls",
      paramLabel = "FILE",
      description =
          "Addresses of HTML files: JSON lines with id (as in the output), url, and charset (what"
              + " the server declared). Held in memory.")
  private @Nullable Path urls;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text (the default), or markdown: headings, lists, tables, code and formulas marked.")
  private Format format = Format.TEXT;

  @Option(
      names = "--favour",
      paramLabel = "WHAT",
      defaultValue = "balance",
      description =
          "Which mistake is the lesser one: balance (the default); precision rather loses text;"
              + " recall rather keeps what is none.")
  private Favour favour = Favour.BALANCE;

  @Option(names = "--comments", description = "Keep readers' comments below an article.")
  private boolean comments;

  @Option(
      names = "--fields",
      paramLabel = "WHICH",
      defaultValue = "usual",
      description =
          "usual: the five named above (the default); all: also url, author, published, site_name,"
              + " language_hint, language_script, language_score, charset_evidence,"
              + " replaced_share and text_notes.")
  private Fields fields = Fields.USUAL;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadsConverter.class,
      description =
          "Pages read at a time (default: one a processor); never changes the result. A page takes"
              + " up to 300 MB.")
  private @Nullable Integer threads;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ExtractRequest request = request();
    ExtractScreen screen = new ExtractScreen(new Wiring().clock(), spec.commandLine().getErr());
    return EndOnSignal.during(
        spec.commandLine().getErr(),
        screen::askToEnd,
        () -> {
          ExtractCounts counts;
          try {
            counts =
                ExtractRun.run(
                    request, Cleaner::standardFunctions, screen, System.in, standardOutput());
          } finally {
            screen.end();
          }
          tell(request, counts, screen);
          return counts.isWell() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
        });
  }

  /** Not {@code System.out}, which says nothing when its reader has gone. */
  private static OutputStream standardOutput() {
    return new FileOutputStream(FileDescriptor.out);
  }

  private ExtractRequest request() {
    if (url != null && (inputs.size() > 1 || !Files.isRegularFile(Path.of(inputs.get(0))))) {
      throw new SettingsException(
          "--url is the address of one HTML file; name just that, or give the addresses of several"
              + " by --urls");
    }
    return new ExtractRequest(
        inputs,
        out.equals("-") ? Optional.empty() : Optional.of(Path.of(out)),
        overwrite,
        Optional.ofNullable(url),
        urls == null ? Map.of() : ExtractFiles.facts(urls),
        new ExtractSettings(format, false, favour, comments),
        fields == Fields.ALL,
        threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }

  /** The summary goes where the lines do not. */
  private void tell(ExtractRequest request, ExtractCounts counts, ExtractScreen screen) {
    boolean toFile = request.out().isPresent();
    PrintWriter printer = toFile ? spec.commandLine().getOut() : spec.commandLine().getErr();
    ExtractSummary.print(printer, counts, out, screen.seconds());
    printer.flush();
  }
}

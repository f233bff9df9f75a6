package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Courtesy;
import dev.sluice.service.daemon.ProgressFile;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.takedown.ExportRegister;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice export}: from raw pages to a corpus. */
@Command(
    name = "export",
    description = {
      "Cleans the stored pages by a recipe and writes them as a corpus, with a manifest, a report,"
          + " and a ledger that says of each page why it is in or out. It runs beside a crawl, and"
          + " sees the store as it is when it starts, or as a snapshot has it: then it can be"
          + " stopped and gone on with although the store changes.",
      "",
      "Example: ./sluice export --data data --out corpora/first --format jsonl",
      "Example: ./sluice export --data data --snapshot latest --out corpora/second",
      "Example: ./sluice export --data data --out corpora/all --recipe raw --format warc",
      "Example: ./sluice export --data data --snapshot december --after corpora/november"
          + " --out corpora/december"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "| COMMAND",
    modelTransformer = OwnRequiredOptions.class,
    subcommands = ExportVerifyCommand.class)
final class ExportCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The output folder: new, empty, or that of the same export, which then goes on.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description =
          "jsonl: zstd-compressed JSON lines with the fields of Dolma and datatrove (the default);"
              + " jsonl-dolma, jsonl-datatrove: with those of one of them only;"
              + " parquet: a table, with a column for each field; megatron: tokens, as Megatron-LM's"
              + " indexed data sets have them, with a map of whose they are; warc, warc-zstd, warc-plain: the raw pages, with gzip, with zstd or as they are;"
              + " wet: the texts as WARC has them.")
  private String format = "jsonl";

  @Mixin private TokenizerOptions tokenizer = new TokenizerOptions();

  @Mixin private MixOptions mix = new MixOptions();

  @Mixin private RecipeOption recipe = new RecipeOption();

  @Mixin private BasisOptions basis = new BasisOptions();

  @Mixin private SourceOption sourceName = new SourceOption();

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadsConverter.class,
      description = "Pages cleaned at a time (default: one a processor); never changes the result.")
  private @Nullable Integer threads;

  @Option(
      names = "--give-way",
      description =
          "Take a tenth of the processors at most while other programs keep more than half of them"
              + " busy, such as a crawl. Exports by the daemon do.")
  private boolean givesWay;

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description =
          "An earlier export, or a folder with exports in it: the report tells which rules and sites"
              + " drop far more or less than in those by a recipe of the same name (default: the"
              + " exports beside the output folder).")
  private List<Path> earlier = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    OwnRequiredOptions.check(spec);
    ExportRequest request =
        inFormat(ExportRequest.of(recipe.recipe(), out).withSource(sourceName.source()))
            .withEarlier(earlier.isEmpty() ? beside() : earlier);
    return run(
        source(),
        threads == null ? request : request.withThreads(threads),
        givesWay ? Optional.of(new Courtesy(new Wiring().clock())) : Optional.empty(),
        spec.commandLine(),
        mix.planOnly() ? ExportCommand::plan : ExportCommand::make);
  }

  /** The folder that the output folder is in, if it is there yet and may be looked at. */
  private List<Path> beside() {
    Path parent = out.toAbsolutePath().normalize().getParent();
    return parent != null && Files.isDirectory(parent) && Files.isReadable(parent)
        ? List.of(parent)
        : List.of();
  }

  /**
   * What is exported.
   *
   * @param data the data folder
   * @param snapshot its name, if it is a snapshot
   * @param basis what it goes on from
   */
  record Source(
      Path data,
      Optional<String> snapshot,
      Function<Wiring, DataFolder> opener,
      BasisOptions basis) {

    /** The store as it is when it is opened. */
    static Source now(Path data) {
      return new Source(
          data, Optional.empty(), wiring -> wiring.openForReading(data), new BasisOptions());
    }
  }

  /**
   * What is exported. Which snapshot is the latest is settled and said at once: whoever goes on
   * with the export later has to name that one.
   */
  private Source source() {
    if (store.snapshot().filter(Snapshots.LATEST::equals).isEmpty()) {
      return new Source(store.folder(), store.snapshot(), store::open, basis);
    }
    String newest = new Wiring().snapshots(store.folder()).find(Snapshots.LATEST).name();
    spec.commandLine().getOut().println("Exporting the snapshot '" + newest + "'");
    return new Source(
        store.folder(),
        Optional.of(newest),
        wiring -> wiring.openSnapshot(store.folder(), newest),
        basis);
  }

  private ExportRequest inFormat(ExportRequest request) {
    try {
      return mix.in(request, tokenizer, format);
    } catch (SettingsException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage());
    }
  }

  /**
   * Runs an export to its end, or until a signal, showing its progress, and prints what it made.
   *
   * @param courtesy how it leaves the processors to others, if it does
   */
  static int run(
      Source source, ExportRequest request, Optional<Courtesy> courtesy, CommandLine command) {
    return run(source, request, courtesy, command, ExportCommand::make);
  }

  /**
   * What came of it.
   *
   * @param made the manifest, if an export was made
   * @param summary tells it
   */
  private record Outcome(Optional<Manifest> made, Consumer<PrintWriter> summary) {}

  /** What is done with an open store. */
  private interface Work {
    Outcome of(
        Export export,
        Snapshot snapshot,
        ExportBasis basis,
        ExportRequest request,
        ExportWatch watch);
  }

  private static Outcome make(
      Export export,
      Snapshot snapshot,
      ExportBasis basis,
      ExportRequest request,
      ExportWatch watch) {
    Manifest manifest = export.run(snapshot, basis, request, watch);
    return new Outcome(
        Optional.of(manifest), printer -> ExportSummary.print(printer, manifest, request.folder()));
  }

  private static Outcome plan(
      Export export,
      Snapshot snapshot,
      ExportBasis basis,
      ExportRequest request,
      ExportWatch watch) {
    MixPlan plan = export.plan(snapshot, basis, request, watch);
    return new Outcome(Optional.empty(), printer -> MixText.print(printer, plan, request.folder()));
  }

  private static int run(
      Source source,
      ExportRequest request,
      Optional<Courtesy> courtesy,
      CommandLine command,
      Work work) {
    Wiring wiring = new Wiring();
    ProgressFile progress =
        new ProgressFile(
            request.folder(), source.snapshot(), request.recipe().label(), wiring.clock());
    ExportScreen screen = new ExportScreen(wiring.clock(), progress, courtesy);
    PrintWriter printer = command.getOut();
    return EndOnSignal.during(
        command.getErr(),
        screen::askToEnd,
        () -> {
          Outcome outcome;
          try (BasisOptions.Open basis =
                  source.basis().open(wiring, source.data(), source.snapshot(), request.recipe());
              DataFolder folder = source.opener().apply(wiring);
              Snapshot snapshot = folder.pages().snapshot()) {
            basis.tell(printer, request.recipe());
            tellOfTexts(source.data(), request.recipe(), command.getErr());
            outcome =
                work.of(wiring.export(source.data()), snapshot, basis.basis(), request, screen);
          } catch (ExportException ended) {
            throw ended.problem() == Problem.STOPPED && source.snapshot().isEmpty()
                ? stoppedOnLiveStore(ended)
                : ended;
          } finally {
            screen.end();
          }
          outcome
              .made()
              .flatMap(
                  it ->
                      ExportRegister.of(source.data())
                          .add(request.folder(), it, wiring.clock().instant()))
              .ifPresent(trouble -> command.getErr().println(trouble));
          outcome.summary().accept(printer);
          printer.flush();
          return ExitCode.OK;
        });
  }

  /** Where no texts are made, none can be compared with those that were taken down. */
  private static void tellOfTexts(Path data, Recipe recipe, PrintWriter err) {
    if (!recipe.makesTexts() && DataFolder.takedowns(data).standing().nameTexts()) {
      err.printf(
          "The recipe %s makes no texts: pages whose text alone was taken down are in this export."
              + " 'sluice takedown report' lists them; take down their URLs or bodies as well%n",
          recipe.label());
      err.flush();
    }
  }

  /** It is an export of one state of the store, which a crawl leaves behind. */
  private static ExportException stoppedOnLiveStore(ExportException ended) {
    return new ExportException(
        Problem.STOPPED,
        "the export was stopped; run the same command again to go on with it, as long as nothing"
            + " has been written to the store. To be able to later, export a snapshot ('sluice"
            + " snapshot create')",
        ended);
  }
}

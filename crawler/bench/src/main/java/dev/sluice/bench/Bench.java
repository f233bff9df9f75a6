package dev.sluice.bench;

import dev.sluice.bench.charset.CharsetPages;
import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.Polite;
import dev.sluice.bench.contest.Throughput;
import dev.sluice.bench.corpus.ContaminationSpeed;
import dev.sluice.bench.corpus.DedupIndex;
import dev.sluice.bench.corpus.DedupLines;
import dev.sluice.bench.corpus.FormatSpeed;
import dev.sluice.bench.corpus.LedgerBench;
import dev.sluice.bench.corpus.Readers;
import dev.sluice.bench.corpus.ScrubFindings;
import dev.sluice.bench.corpus.Templates;
import dev.sluice.bench.corpus.TokenSpeed;
import dev.sluice.bench.corpus.UrlListSize;
import dev.sluice.bench.daemon.ApiTimes;
import dev.sluice.bench.daemon.Slowdown;
import dev.sluice.bench.daemon.Soak;
import dev.sluice.bench.dedup.DedupClusters;
import dev.sluice.bench.dedup.DedupQuality;
import dev.sluice.bench.dedup.DedupSignatures;
import dev.sluice.bench.export.ExportBench;
import dev.sluice.bench.extraction.Extraction;
import dev.sluice.bench.extraction.ExtractionTraining;
import dev.sluice.bench.ingest.Ingest;
import dev.sluice.bench.ingest.Start;
import dev.sluice.bench.kill.Kill;
import dev.sluice.bench.language.LanguageBench;
import dev.sluice.bench.language.LanguageTrain;
import dev.sluice.bench.profile.Profile;
import dev.sluice.bench.rules.RulesDiff;
import dev.sluice.bench.rules.RulesSpeed;
import dev.sluice.bench.segmentation.Segmentation;
import dev.sluice.bench.spark.SparkBench;
import dev.sluice.bench.storage.ImportSpeed;
import dev.sluice.service.daemon.SteadyClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The harness's main class; {@code crawler/bench/run} starts it. */
public final class Bench {

  private static final List<Command> COMMANDS =
      List.of(
          new Throughput(),
          new Polite(),
          new Ingest(),
          new Start(),
          new Profile(),
          new Kill(),
          new Soak(),
          new Slowdown(),
          new ApiTimes(),
          new Templates(),
          new ScrubFindings(),
          new ContaminationSpeed(),
          new DedupLines(),
          new FormatSpeed(),
          new TokenSpeed(),
          new Readers(),
          new ExportBench(),
          new SparkBench(),
          new ImportSpeed(),
          new UrlListSize(),
          new RulesSpeed(),
          new RulesDiff(),
          new LedgerBench(),
          new DedupQuality(),
          new DedupSignatures(),
          new DedupClusters(),
          new DedupIndex(),
          new LanguageBench(),
          new LanguageTrain(),
          new CharsetPages(),
          new Segmentation(),
          new Extraction(),
          new ExtractionTraining());

  private static final Option WORK =
      new Option(
          "work",
          "target/bench",
          "the folder for data, which is thrown away, logs, and raw figures (*.jsonl), which stay");

  private static final int WRONG_USE = 2;

  private Bench() {}

  /** Runs the command that the first word names. */
  public static void main(String[] words) throws IOException, InterruptedException {
    PrintStream results = stream(FileDescriptor.out);
    PrintStream remarks = stream(FileDescriptor.err);
    Runtime.getRuntime().addShutdownHook(new Thread(Bench::endWhatWasStarted));
    try {
      System.exit(run(List.of(words), results, remarks));
    } catch (BadOptionException wrong) {
      remarks.println("bench: " + wrong.getMessage());
      System.exit(WRONG_USE);
    }
  }

  /** A harness that is interrupted leaves no crawler and no server behind. */
  private static void endWhatWasStarted() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  /** The standard streams in UTF-8, whatever the system's own charset. */
  private static PrintStream stream(FileDescriptor file) {
    return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
  }

  private static int run(List<String> words, PrintStream results, PrintStream remarks)
      throws IOException, InterruptedException {
    if (words.isEmpty() || words.contains("--help")) {
      results.print(help());
      return 0;
    }
    Optional<Command> command =
        COMMANDS.stream().filter(known -> known.name().equals(words.get(0))).findFirst();
    if (command.isEmpty()) {
      throw new BadOptionException(
          "there is no '%s'; there are %s"
              .formatted(words.get(0), COMMANDS.stream().map(Command::name).toList()));
    }
    List<Option> known = Stream.concat(command.get().options().stream(), Stream.of(WORK)).toList();
    Options given = Options.parse(known, words.subList(1, words.size()));
    Path home = Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath();
    Path work = Files.createDirectories(home.resolve("crawler/bench").resolve(given.text("work")));
    return command.get().run(given, new Place(home, work, results, remarks, new SteadyClock()));
  }

  static String help() {
    StringBuilder text =
        new StringBuilder("Usage: crawler/bench/run COMMAND [--option value]...\n");
    for (Command command : COMMANDS) {
      text.append("\n%s%n  %s%n".formatted(command.name(), command.says()));
      command.options().forEach(option -> text.append(line(option)));
    }
    return text.append("\nall commands\n").append(line(WORK)).toString();
  }

  private static String line(Option option) {
    return "  --%-20s %s (%s)%n".formatted(option.name(), option.says(), option.fallback());
  }
}

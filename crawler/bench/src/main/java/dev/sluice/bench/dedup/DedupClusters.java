package dev.sluice.bench.dedup;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.dedup.NearDuplicate;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.StepKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clusters made-up signatures with the step {@code near-duplicate} as exports do, and tells time,
 * memory and disk, and whether the clusters were found.
 */
public final class DedupClusters implements Command {

  private static final double BETWEEN_LOOKS = 0.05;
  private static final double MEGA = 1e6;

  @Override
  public String name() {
    return "dedup-clusters";
  }

  @Override
  public String says() {
    return "Clusters made-up signatures of near duplicates: time, memory, disk.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("pages", "500_000,1_000_000,2_000_000,5_000_000", "how many, each in turn"),
        new Option("verify", "0", "least true similarity; 0 for bands alone"),
        new Option("clusters", "connected", "connected or star"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "pages",
                "seconds",
                "CPU s",
                "CPU µs a page",
                "making them up, CPU s",
                "heap at most, MB",
                "bytes a page",
                "disk at most, MB",
                "clusters",
                "kept"));
    for (String pages : given.list("pages")) {
      int count = Integer.parseInt(pages.replace("_", ""));
      Path folder = Files.createDirectories(place.fresh("dedup-clusters"));
      table.row(measure(count, given, folder, place));
    }
    place.results().print(table);
    ProcFiles.peakBytes(ProcessHandle.current().pid())
        .ifPresent(
            peak ->
                place
                    .remarks()
                    .printf(
                        Locale.ROOT,
                        "the process: %.0f MB at most, of a heap of %.0f MB%n",
                        peak / MEGA,
                        Runtime.getRuntime().maxMemory() / MEGA));
    return 0;
  }

  private static List<String> measure(int count, Options given, Path folder, Place place) {
    boolean verify = !given.text("verify").equals("0");
    Looks looks = new Looks(folder, place.clock());
    SyntheticPages pages = new SyntheticPages(count, verify, folder, looks::at);
    double made = makingThemUp(pages, verify);
    GlobalStep step = step(given);
    Selection selection = new Selection(count);
    Instant start = place.clock().instant();
    double cpu = cpuSeconds();
    step.choose(pages, selection, 0);
    double used = cpuSeconds() - cpu - looks.cpuSeconds;
    Duration took = Duration.between(start, place.clock().instant());
    long kept = IntStream.range(0, count).filter(selection::chosen).count();
    return List.of(
        "%,d".formatted(count),
        number(took.toNanos() / 1e9 - looks.seconds),
        number(used),
        number(used / count * MEGA),
        number(made),
        number(looks.heapBytes / MEGA),
        number((double) looks.heapBytes / count),
        number(looks.diskBytes / MEGA),
        "%,d".formatted(pages.clusters()),
        "%,d".formatted(kept));
  }

  /** What it costs to make them up as often as the step reads them. */
  private static double makingThemUp(SyntheticPages pages, boolean verify) {
    double before = cpuSeconds();
    for (int round = 0; round < 2; round++) {
      pages.scan().forEachRemaining(signature -> {});
      if (round == 0 || verify) {
        pages.imprints().forEachRemaining(print -> {});
      }
    }
    return cpuSeconds() - before;
  }

  private static GlobalStep step(Options given) {
    StepKind.OfCandidates kind = (StepKind.OfCandidates) NearDuplicate.KIND;
    Map<String, List<String>> values = new LinkedHashMap<>();
    kind.parameters().forEach(known -> values.put(known.name(), known.defaults()));
    values.put("verify", List.of(given.text("verify")));
    values.put("clusters", List.of(given.text("clusters")));
    return kind.maker().make(new Parameters(values));
  }

  private static double cpuSeconds() {
    return ProcFiles.cpuSeconds(ProcessHandle.current().pid()).orElse(0.0);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** Looks now and then at what is held, which needs the garbage out of the way. */
  private static final class Looks {

    private final Path folder;
    private final InstantSource clock;
    private double next;
    private long heapBytes;
    private long diskBytes;
    private double seconds;
    private double cpuSeconds;

    Looks(Path folder, InstantSource clock) {
      this.folder = folder;
      this.clock = clock;
    }

    void at(double share) {
      if (share < next) {
        return;
      }
      next = share + BETWEEN_LOOKS;
      Instant start = clock.instant();
      double cpu = DedupClusters.cpuSeconds();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      heapBytes = Math.max(heapBytes, runtime.totalMemory() - runtime.freeMemory());
      diskBytes = Math.max(diskBytes, bytes(folder));
      cpuSeconds += DedupClusters.cpuSeconds() - cpu;
      seconds += Duration.between(start, clock.instant()).toNanos() / 1e9;
    }

    private static long bytes(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        return files.mapToLong(file -> file.toFile().length()).sum();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}

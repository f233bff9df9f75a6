package dev.sluice.bench.spark;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.Peer;
import dev.sluice.bench.export.ExportRun;
import dev.sluice.bench.export.MadePages;
import dev.sluice.bench.process.MeasuredProcess;
import dev.sluice.bench.process.Usage;
import dev.sluice.bench.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The export on Spark against that on one machine: whether both are equal, what it costs stage by
 * stage, and how that grows.
 *
 * <p>The job is the jar that a build makes, submitted by the layout of Spark's own distribution.
 */
public final class SparkBench implements Command {

  private static final String PEER = "spark";
  private static final String TAKEDOWNS = "takedowns";
  private static final double MIB = 1 << 20;
  private static final Duration LOOK = Duration.ofMillis(250);

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String says() {
    return "The export on Spark: equal to that on one machine? Its cost by stage, and its growth.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("data", "", "a data folder; made pages if there is none"),
        new Option("pages", "20_000", "pages that are made; several numbers show the growth"),
        new Option("sites", "200", "sites that they are of"),
        new Option("median", "3_000", "bytes of a made page at the median"),
        new Option("file", "5_000", "captures in a WARC file"),
        new Option("recipe", "web", "a built-in recipe or a file"),
        new Option("format", "jsonl", "the format of the shards"),
        new Option("master", "local[2]", "local[N], or cluster: two workers of one core each"),
        new Option("memory", "1g", "the memory of the driver, and of each worker"),
        new Option("embedded", "yes", "no: Spark alone, compared with nothing"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Peer.build(place, PEER);
    Path lib = Peer.folder(place, PEER).resolve("target/lib");
    SparkLayout layout;
    try (Stream<Path> jars = Files.list(lib)) {
      layout = SparkLayout.make(place.fresh("spark-home"), jars.toList());
    }
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "pages",
                "documents",
                "engine",
                "s",
                "CPU s",
                "CPU ms a page",
                "peak memory of a process, MiB",
                "shuffled bytes a page",
                "equal"));
    boolean equal = true;
    for (String pages : given.list("pages")) {
      equal &= measure(given, place, layout, Integer.parseInt(pages.replace("_", "")), table);
    }
    place.results().print(table);
    return equal ? 0 : 1;
  }

  private boolean measure(
      Options given, Place place, SparkLayout layout, int pages, MarkdownTable table)
      throws IOException, InterruptedException {
    Path store = store(given, place, pages);
    Path archives = place.work().resolve(store.getFileName() + "-warc");
    if (!Files.exists(archives)) {
      place.remarks().println("writing WARC files");
      WarcFiles.write(store, archives, given.count("file"));
    }
    List<String> what = List.of("--recipe", given.text("recipe"), "--format", given.text("format"));
    Path out = place.fresh("out-spark");
    boolean compares = given.text("embedded").equals("yes");
    ExportRun embedded = new ExportRun(place, "embedded");
    if (compares) {
      ExportRun.Cost cost = embedded.run(words("--data", store, what), "");
      Counts counts = Counts.of(embedded.out());
      table.row(row(counts, "one machine", cost.time(), cost.usage(), "", ""));
      what = words("--snapshot", Counts.snapshot(embedded.out()), what);
    }
    Path demands = store.resolve(TAKEDOWNS);
    if (Files.exists(demands)) {
      what = words("--takedowns", demands, what);
    }
    Spark spark = spark(given, place, layout, archives, out, what);
    Counts counts = Counts.of(out);
    boolean equal = !compares || isEqual(place, out, embedded.out());
    String shuffled = text("%,.0f", (double) spark.events.shuffleBytes() / counts.captures());
    String verdict = compares ? equal ? "yes" : "no" : "";
    table.row(row(counts, "Spark", spark.time, spark.usage, shuffled, verdict));
    place.results().print(stages(spark.events, counts.captures()));
    place.results().println();
    return equal;
  }

  private static List<String> words(String option, Object value, List<String> others) {
    return Stream.concat(Stream.of(option, value.toString()), others.stream()).toList();
  }

  private static Path store(Options given, Place place, int pages)
      throws IOException, InterruptedException {
    if (!given.text("data").isEmpty()) {
      return Path.of(given.text("data")).toAbsolutePath();
    }
    Path store = place.work().resolve("made-" + pages + "-" + given.count("median"));
    if (!Files.exists(store)) {
      place.remarks().println("making " + pages + " pages");
      MadePages.store(store, pages, given.count("sites"), given.count("median"));
    }
    return store;
  }

  /** What an export on Spark cost. */
  private record Spark(Usage usage, Duration time, SparkEvents events) {}

  private static Spark spark(
      Options given, Place place, SparkLayout layout, Path archives, Path out, List<String> what)
      throws IOException, InterruptedException {
    String memory = given.text("memory");
    if (!given.text("master").equals("cluster")) {
      return spark(
          place, job(given, place, layout, given.text("master"), Map.of()), archives, out, what);
    }
    try (SparkCluster cluster =
        SparkCluster.start(layout, place.fresh("spark-cluster"), 2, memory)) {
      Map<String, String> each = Map.of("spark.executor.memory", memory);
      return spark(place, job(given, place, layout, cluster.url(), each), archives, out, what);
    }
  }

  private static SparkJob job(
      Options given, Place place, SparkLayout layout, String master, Map<String, String> settings) {
    Path jar = place.home().resolve("crawler/service/target/sluice/spark/sluice-spark.jar");
    return new SparkJob(layout, jar, master, given.text("memory"), settings);
  }

  private static Spark spark(Place place, SparkJob job, Path archives, Path out, List<String> what)
      throws IOException, InterruptedException {
    Path events = place.fresh("spark-events");
    Path log = place.work().resolve("spark.log");
    List<String> words =
        Stream.concat(
                Stream.of("--input", archives.toString(), "--out", out.toString()), what.stream())
            .toList();
    Instant begun = place.clock().instant();
    try (MeasuredProcess process =
        MeasuredProcess.start(
            job.command(events, words), Map.of("SPARK_LOCAL_IP", "127.0.0.1"), log)) {
      boolean ended = false;
      while (!ended) {
        ended = process.await(LOOK);
      }
      Duration time = Duration.between(begun, place.clock().instant());
      if (process.usage().exitCode() != 0) {
        throw new IOException("the job failed; " + log + " says why");
      }
      return new Spark(process.usage(), time, SparkEvents.read(events));
    }
  }

  private static boolean isEqual(Place place, Path spark, Path embedded)
      throws IOException, InterruptedException {
    Path log = place.work().resolve("spark-verify.log");
    ProcessBuilder verify =
        new ProcessBuilder(
            place.home().resolve("sluice").toString(),
            "export",
            "verify",
            spark.toString(),
            "--against",
            embedded.toString());
    verify.environment().put("SLUICE_NO_BUILD", "1");
    int code = verify.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    place.remarks().print(Files.readString(log));
    return code == 0;
  }

  private static List<String> row(
      Counts counts, String engine, Duration time, Usage usage, String shuffled, String equal) {
    return List.of(
        text("%,d", counts.captures()),
        text("%,d", counts.documents()),
        engine,
        text("%,.1f", time.toMillis() / 1e3),
        text("%,.1f", usage.cpuSeconds()),
        text("%,.3f", usage.cpuSeconds() * 1e3 / counts.captures()),
        text("%,.0f", usage.peakBytes() / MIB),
        shuffled,
        equal);
  }

  private static MarkdownTable stages(SparkEvents events, long captures) {
    MarkdownTable table =
        new MarkdownTable(
            List.of("stages of", "tasks", "CPU s", "s of all tasks", "shuffled bytes a page"));
    events
        .bySource()
        .forEach(
            (source, stage) ->
                table.row(
                    List.of(
                        source,
                        text("%,d", stage.tasks()),
                        text("%,.1f", stage.cpuSeconds()),
                        text("%,.1f", stage.wallSeconds()),
                        text("%,.0f", (double) stage.shuffleBytes() / captures))));
    return table;
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}

package dev.sluice.bench.export;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.profile.Profile;
import dev.sluice.bench.profile.Samples;
import dev.sluice.bench.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export costs from end to end: processor time, memory, disk, and the time of each phase.
 */
public final class ExportBench implements Command {

  private static final double MIB = 1 << 20;
  private static final int MOST_OWNERS = 25;

  private static final String RECORDING =
      " -XX:FlightRecorderOptions=stackdepth=128"
          + " -XX:StartFlightRecording=settings=profile,filename=";

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String says() {
    return "One export from end to end by the launcher: pages a CPU second, memory, disk, phases.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("data", "", "a data folder; made pages if there is none"),
        new Option("pages", "20_000", "pages that are made"),
        new Option("sites", "200", "sites that they are of"),
        new Option("median", "25_000", "bytes of a page at the median"),
        new Option("recipe", "web", "a built-in recipe or a file"),
        new Option("format", "jsonl", "the format of the shards"),
        new Option("threads", "0", "pages cleaned at a time; 0: one a processor"),
        new Option("heap", "1g", "the heap of the process that exports"),
        new Option("java", "", "more options for its Java"),
        new Option("copy", "no", "yes, for WARC: beside a copy of the same bytes on the same disk"),
        new Option("profile", "no", "yes: with a flight recording, and where the time goes"),
        new Option("limits", "no", "yes: what reading and parsing the pages alone costs"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Path data = data(given, place);
    List<String> words =
        new ArrayList<>(
            List.of(
                "--data",
                data.toString(),
                "--recipe",
                given.text("recipe"),
                "--format",
                given.text("format")));
    if (given.count("threads") > 0) {
      words.addAll(List.of("--threads", given.text("threads")));
    }
    ExportRun run = new ExportRun(place, "export");
    Path recording = place.work().resolve("export.jfr");
    Files.deleteIfExists(recording);
    boolean profiles = given.text("profile").equals("yes");
    String java = "-Xmx" + given.text("heap") + " " + given.text("java");
    ExportRun.Cost cost = run.run(words, profiles ? java + RECORDING + recording : java);
    JsonNode counts =
        JsonMapper.shared()
            .readTree(Files.readString(run.out().resolve("manifest.json")))
            .get("counts");
    place.results().println(table(cost, counts));
    if (profiles) {
      long captures = counts.get("captures").asLong();
      place.results().println(Profile.threadTable(run.threads(), captures));
      List<Samples.Share> owners = Samples.read(recording).owners();
      place
          .results()
          .println(Profile.shares("owner, of samples in Java code", owners, MOST_OWNERS));
    }
    if (given.text("copy").equals("yes")) {
      WarcCopy copy = new WarcCopy(place.fresh("copied"), place.clock());
      place.results().println(copy.beside(cost, run.out()));
    }
    if (given.text("limits").equals("yes")) {
      place.results().println(PageLimits.of(data));
    }
    return 0;
  }

  private static Path data(Options given, Place place) {
    Path data =
        given.text("data").isEmpty()
            ? place.work().resolve("made-" + given.count("pages") + "-" + given.count("median"))
            : Path.of(given.text("data")).toAbsolutePath();
    if (!Files.exists(data)) {
      place.remarks().println("making " + given.text("pages") + " pages");
      MadePages.store(data, given.count("pages"), given.count("sites"), given.count("median"));
    }
    return data;
  }

  private static MarkdownTable table(ExportRun.Cost cost, JsonNode counts) {
    long captures = counts.get("captures").asLong();
    double cpu = cost.usage().cpuSeconds();
    MarkdownTable table = new MarkdownTable(List.of("export", ""));
    table.row(List.of("captures", text("%,d", captures)));
    table.row(List.of("documents", text("%,d", counts.get("documents").asLong())));
    table.row(List.of("seconds", text("%,.1f", seconds(cost.time()))));
    table.row(List.of("CPU s", text("%,.1f", cpu)));
    table.row(List.of("pages a CPU second", text("%,.0f", captures / cpu)));
    table.row(List.of("peak memory, MiB", text("%,.0f", cost.usage().peakBytes() / MIB)));
    table.row(
        List.of("heap after a collection at most, MiB", text("%,.0f", cost.heapBytes() / MIB)));
    table.row(List.of("disk at most, MiB", text("%,.0f", cost.diskBytes() / MIB)));
    for (Map.Entry<String, Duration> phase : cost.phases().entrySet()) {
      table.row(List.of("seconds of " + phase.getKey(), text("%,.1f", seconds(phase.getValue()))));
    }
    return table;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}

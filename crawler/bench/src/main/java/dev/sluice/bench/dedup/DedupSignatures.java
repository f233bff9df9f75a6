package dev.sluice.bench.dedup;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.Peer;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.dedup.NearPrint;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;

/**
 * The command {@code dedup-signatures}: how many texts become MinHash signatures in a second of
 * processor time, here and elsewhere, with FineWeb's parameters. All are given the same words.
 */
public final class DedupSignatures implements Command {

  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final String PEER = "minhash";
  private static final String SHINGLE = "5";
  private static final String HASHES = "112";

  /** What Spark needs to be let into on a Java of today. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  @Override
  public String name() {
    return "dedup-signatures";
  }

  @Override
  public String says() {
    return "how many texts a second of processor time become MinHash signatures, here and elsewhere";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(Texts.options("1000"));
    options.addAll(
        List.of(
            new Option(
                "rounds", "5", "how often all texts are worked on; the fastest round counts"),
            new Option(
                "peers", "", "others to measure, of spark, hash4j-minhash, hash4j-superminhash"),
            new Option(
                "datatrove", "", "a checkout of huggingface/datatrove, to measure it as well")));
    return options;
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    if (!given.list("peers").isEmpty()) {
      Peer.build(place, PEER);
    }
    for (Texts texts : Texts.both(given)) {
      Map<String, Double> seconds = own(texts, given.count("rounds"), place);
      seconds.putAll(others(texts, given, place));
      place.results().println(table(texts, seconds));
    }
    return 0;
  }

  private static Map<String, Double> own(Texts texts, int rounds, Place place) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    List<Segments> cut = texts.texts().stream().map(texts::cut).toList();
    Map<String, NearPrint> settings = new LinkedHashMap<>();
    settings.put("words, 14 × 8", PrintSettings.of());
    settings.put("the same, with shingles to verify", PrintSettings.of("verify=0.8"));
    settings.put("words, 450 × 20", PrintSettings.of("bands=450", "rows=20"));
    settings.put(
        "24 characters, 20 × 13",
        PrintSettings.of("unit=characters", "shingle=24", "bands=20", "rows=13"));
    settings.forEach(
        (name, prints) -> {
          seconds.put("Sluice: " + name, fastest(rounds, cut, page -> prints.of(page).length));
          place.remarks().println(name);
        });
    NearPrint fineweb = PrintSettings.of();
    seconds.put(
        "Sluice: cutting into words alone",
        fastest(rounds, texts.texts(), text -> texts.cut(text).spans().count()));
    seconds.put(
        "Sluice: words, 14 × 8, cutting included",
        fastest(rounds, texts.texts(), text -> fineweb.of(texts.cut(text)).length));
    return seconds;
  }

  private static <T> double fastest(int rounds, List<T> inputs, ToIntFunction<T> work) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double fastest = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long before = system.getProcessCpuTime();
      long sum = 0;
      for (T input : inputs) {
        sum += work.applyAsInt(input);
      }
      fastest = Math.min(fastest, (system.getProcessCpuTime() - before) / NANOS);
      if (sum <= 0) {
        throw new IllegalStateException("the work was left out");
      }
    }
    return fastest;
  }

  private static Map<String, Double> others(Texts texts, Options given, Place place)
      throws IOException, InterruptedException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    Path cuts = place.work().resolve("dedup-" + texts.label().code() + ".txt");
    Files.write(cuts, texts.texts().stream().map(text -> words(texts.cut(text))).toList());
    for (String peer : given.list("peers")) {
      seconds.put(peer + ", 112 hashes", peer(peer, cuts, given.text("rounds"), place));
    }
    if (!given.text("datatrove").isEmpty()) {
      for (String hash : List.of("sha1", "crc32")) {
        seconds.put("datatrove, 14 × 8, " + hash, datatrove(hash, cuts, given, place));
      }
    }
    return seconds;
  }

  /** The words of a text in a line, as they are. */
  private static String words(Segments segments) {
    TokenSpans tokens = segments.spans();
    StringJoiner words = new StringJoiner(" ");
    for (int token = 0; token < tokens.count(); token++) {
      if (tokens.isWord(token)) {
        words.add(segments.text().substring(tokens.start(token), tokens.end(token)));
      }
    }
    return words.toString().replace('\n', ' ');
  }

  private static double peer(String name, Path cuts, String rounds, Place place)
      throws IOException, InterruptedException {
    Path answer = place.work().resolve("dedup-seconds.txt");
    Files.deleteIfExists(answer);
    List<String> command = new ArrayList<>(List.of("java", "-Xmx2g"));
    OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", Peer.classPath(place, PEER), "dev.sluice.peers.MinHashPeer"));
    command.addAll(List.of(name, cuts.toString(), SHINGLE, HASHES, rounds, answer.toString()));
    run(command, place.work().resolve("dedup-" + name + ".log"));
    return Double.parseDouble(Files.readString(answer).strip());
  }

  private static double datatrove(String hash, Path cuts, Options given, Place place)
      throws IOException, InterruptedException {
    Path log = place.work().resolve("dedup-datatrove.log");
    run(
        List.of(
            place.home().resolve("docs/proofs/minhash_signatures.py").toString(),
            "--cuts",
            cuts.toString(),
            "--datatrove",
            given.text("datatrove"),
            "--hash",
            hash,
            "--rounds",
            given.text("rounds")),
        log);
    return Double.parseDouble(Files.readString(log).strip().split(" ")[0]);
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(command.get(0) + " failed: see " + log);
    }
  }

  private static MarkdownTable table(Texts texts, Map<String, Double> seconds) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "%s: %,d texts, %.1f MB"
                    .formatted(texts.language(), texts.texts().size(), texts.bytes() / MEGABYTE),
                "µs a text",
                "texts a CPU second",
                "MB a CPU second"));
    seconds.forEach(
        (name, time) ->
            table.row(
                List.of(
                    name,
                    number("%,.0f", 1e6 * time / texts.texts().size()),
                    number("%,.0f", texts.texts().size() / time),
                    number("%,.1f", texts.bytes() / time / MEGABYTE))));
    return table;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.report.LedgerWriter;
import dev.sluice.corpus.report.TakenDownRows;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes a large ledger with the writer of exports and times questions to it. Its rows are made up:
 * hosts of very different sizes, thirty values of rules each, half of the captures kept. A question
 * is asked three times, and the middle time counts.
 */
public final class LedgerBench implements Command {

  private static final int VALUES = 30;
  private static final int ROUNDS = 3;
  private static final long SEED = 20261127;
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String says() {
    return "Writes a ledger and times questions to it.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("rows", "1_000_000", "rows of the ledger"),
        new Option("hosts", "20_000", "hosts that they are of"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    Path folder = place.work().resolve("ledger");
    delete(folder);
    long rows = given.number("rows");
    MarkdownTable table =
        new MarkdownTable(List.of("%,d rows".formatted(rows), "seconds", "answer"));
    Instant start = place.clock().instant();
    LedgerEntry written = write(folder, rows, given.count("hosts"));
    String size =
        String.format(
            Locale.ROOT,
            "%.0f MB, %.0f bytes a row",
            written.bytes() / 1e6,
            (double) written.bytes() / rows);
    table.row(List.of("written", seconds(Duration.between(start, place.clock().instant())), size));
    try (Ledger ledger = Export.openLedger(folder)) {
      ask(
          place,
          table,
          "rows by step and rule",
          () -> ledger.count(List.of("step", "rule"), List.of()).size() + " groups");
      ask(
          place,
          table,
          "what was dropped, by host and rule",
          () -> ledger.count(List.of("host", "rule"), where("kept=false")).size() + " groups");
      ask(
          place,
          table,
          "rules of one host",
          () -> ledger.count(List.of("rule"), where("host=" + host(17))).size() + " groups");
      ask(
          place,
          table,
          "a value above its limit",
          () ->
              ledger.count(List.of(), where("rules/value-07>0.9")).get(0).captures() + " captures");
      PageUrl url = url(17, 0);
      ask(place, table, "all of one URL", () -> ledger.find(url).size() + " rows");
    }
    takenDown(place, table, folder);
    delete(folder);
    place.results().print(table);
    return 0;
  }

  /** What a report of demands asks of each past export. */
  private static void takenDown(Place place, MarkdownTable table, Path folder) {
    Takedowns page = demand(Takedown.Kind.URL, url(17, 0).toString());
    Takedowns site = demand(Takedown.Kind.SITE, host(17));
    String nowhere = "0".repeat(32);
    ask(place, table, "a page that is taken down", () -> documents(folder, page, Map.of()));
    ask(place, table, "a host that is taken down", () -> documents(folder, site, Map.of()));
    ask(
        place,
        table,
        "a document by its id, wherever it is: none has it",
        () -> documents(folder, Takedowns.NONE, Map.of(nowhere, "T1")));
  }

  private static Takedowns demand(Takedown.Kind kind, String what) {
    return Takedowns.of(
        List.of(new Takedown("T1", kind, what, "asked", "", NOON, Optional.empty(), List.of())));
  }

  private static String documents(Path folder, Takedowns demands, Map<String, String> ids) {
    return new TakenDownRows(demands, ids).in(folder).size() + " documents";
  }

  private static List<LedgerCondition> where(String condition) {
    return List.of(LedgerCondition.parse(condition));
  }

  private static void ask(
      Place place, MarkdownTable table, String what, Supplier<String> question) {
    List<Duration> times = new ArrayList<>();
    String answer = "";
    for (int round = 0; round < ROUNDS; round++) {
      Instant start = place.clock().instant();
      answer = question.get();
      times.add(Duration.between(start, place.clock().instant()));
    }
    times.sort(Comparator.naturalOrder());
    table.row(List.of(what, seconds(times.get(ROUNDS / 2)), answer));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
  }

  private static String host(int number) {
    return String.format(Locale.ROOT, "site-%06d.example.org", number);
  }

  private static PageUrl url(int host, long page) {
    return PageUrl.parse(
        String.format(Locale.ROOT, "https://%s/articles/2026/%09d.html", host(host), page));
  }

  /** Host number h has a share of the rows that falls as 1 / (h + 10), and one page at least. */
  private static LedgerEntry write(Path folder, long rows, int hosts) {
    double all = 0;
    for (int host = 0; host < hosts; host++) {
      all += 1.0 / (host + 10);
    }
    Random random = new Random(SEED);
    try (OutputFolder out = OutputFolder.claim(folder, "ledger");
        LedgerWriter ledger = new LedgerWriter(out, names())) {
      long left = rows;
      for (int host = 0; host < hosts && left > 0; host++) {
        long pages = Math.min(left, 1 + (long) (rows / all / (host + 10)));
        pages = host == hosts - 1 ? left : pages;
        for (long page = 0; page < pages; page++) {
          ledger.add(row(url(host, page), random));
        }
        left -= pages;
      }
      return ledger.finish();
    }
  }

  private static MeasuredNames names() {
    MeasuredNames names = new MeasuredNames();
    for (int i = 0; i < VALUES; i++) {
      names.add(Measurement.atMost(name(i), 0, 1));
    }
    return names;
  }

  private static String name(int value) {
    return String.format(Locale.ROOT, "rules/value-%02d", value);
  }

  /** Values to four digits, a third of them whole; the first that is beyond its limit drops. */
  private static LedgerRow row(PageUrl url, Random random) {
    List<Measurement> measured = new ArrayList<>();
    Optional<Measurement> cause = Optional.empty();
    for (int i = 0; i < VALUES && cause.isEmpty(); i++) {
      double value = i % 3 == 0 ? random.nextInt(500) : random.nextInt(10_000) / 10_000.0;
      Measurement measurement = Measurement.atMost(name(i), value, i % 3 == 0 ? 490 : 0.98);
      measured.add(measurement);
      cause = measurement.passed() ? cause : Optional.of(measurement);
    }
    CaptureKey key = new CaptureKey(url, NOON.plusMillis(random.nextInt(1_000_000_000)));
    LedgerRow row =
        new LedgerRow(
            Document.id(key),
            key,
            random.nextInt(200_000),
            random.nextInt(20_000),
            random.nextInt(4) == 0 ? "zh" : "en",
            "",
            measured,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return cause
        .map(it -> row.dropped("rules", it))
        .orElseGet(
            () ->
                row.in(
                    new LedgerRow.Place(
                        "documents-00000.jsonl.zst", key.fetchedAt().toEpochMilli())));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

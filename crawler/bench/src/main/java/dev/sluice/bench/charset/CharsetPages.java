package dev.sluice.bench.charset;

import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decodes pages that lie in a folder, and tells what decided their encodings, which characters were
 * lost, and how many bytes a second of the processor decodes.
 *
 * <p>The folder holds {@code html/ID.html}, and may hold {@code pages.jsonl} with a line {@code
 * {"id", "charset_hint"}} for pages whose server named an encoding.
 */
public final class CharsetPages implements Command {

  private static final PageUrl ADDRESS = PageUrl.parse("http://bench.test/");

  /** A page of which more is replaced than this is lost: the limit of the step {@code decode}. */
  private static final double LOST_SHARE = 0.01;

  @Override
  public String name() {
    return "charset";
  }

  @Override
  public String says() {
    return "Decodes the pages of a folder: what decided, what was lost, how fast.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("pages", "", "a folder with html/*.html and, if there is one, pages.jsonl"),
        new Option("rounds", "3", "how often all are decoded for the figure of speed"));
  }

  /** What was found in all pages. */
  private static final class Found {
    private final Map<String, Integer> deciders = new TreeMap<>();
    private int pages;
    private int replacing;
    private int overruling;
    private int lost;
    private long bytes;
    private long nanos;
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    if (given.text("pages").isEmpty()) {
      throw new BadOptionException("--pages is missing: a folder with html/*.html");
    }
    Path folder = Path.of(given.text("pages"));
    Map<String, String> hints = hints(folder.resolve("pages.jsonl"));
    Decoder decoder = Cleaner.standardFunctions().decoder();
    Found found = new Found();
    for (Path file : files(folder.resolve("html"))) {
      String id = file.getFileName().toString().replaceFirst("\\.html$", "");
      RawPage page = page(Files.readAllBytes(file), Optional.ofNullable(hints.get(id)));
      count(found, id, decoder.decode(page), place);
      time(found, decoder, page, given.count("rounds"));
    }
    place.results().print(table(found));
    return found.lost == 0 ? 0 : 1;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  private static void count(Found found, String id, Decoded decoded, Place place) {
    found.pages++;
    found.deciders.merge(decoded.evidence().words(), 1, Integer::sum);
    found.replacing += decoded.replaced() > 0 ? 1 : 0;
    found.overruling += decoded.overruled() ? 1 : 0;
    found.lost += decoded.replacedShare() > LOST_SHARE ? 1 : 0;
    if (decoded.replaced() > 0 || decoded.overruled()) {
      place
          .remarks()
          .printf(
              "%s: %s, %d replaced; %s%n",
              id, decoded.charset(), decoded.replaced(), decoded.account());
    }
  }

  private static void time(Found found, Decoder decoder, RawPage page, int rounds) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int round = 0; round < rounds; round++) {
      found.bytes += page.body().length;
      decoder.decode(page);
    }
    found.nanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }

  private static String table(Found found) {
    MarkdownTable table = new MarkdownTable(List.of("of %d pages".formatted(found.pages), ""));
    found.deciders.forEach((by, pages) -> table.row(List.of("decided by " + by, "" + pages)));
    table.row(List.of("a declaration overruled", "" + found.overruling));
    table.row(List.of("with characters replaced", "" + found.replacing));
    table.row(List.of("lost: more than 1 % replaced", "" + found.lost));
    double megabytes = found.bytes / 1e6;
    double seconds = Math.max(1, found.nanos) / 1e9;
    String speed = String.format(Locale.ROOT, "%.0f", megabytes / seconds);
    return table.row(List.of("MB per CPU second", speed)).toString();
  }

  private static Map<String, String> hints(Path file) throws IOException {
    Map<String, String> hints = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        JsonNode page = JsonMapper.shared().readTree(line);
        if (page.has("charset_hint")) {
          hints.put(page.get("id").asString(), page.get("charset_hint").asString());
        }
      }
    }
    return hints;
  }

  private static RawPage page(byte[] body, Optional<String> charset) {
    String type = "text/html" + charset.map(its -> "; charset=" + its).orElse("");
    return RawPage.uncrawled(ADDRESS, type, body);
  }
}

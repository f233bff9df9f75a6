package dev.sluice.bench.rules;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what our rules decide about texts with what the published filters decided about the same
 * ones. First without {@code --decisions}, which writes what {@code docs/proofs/published_rules.py}
 * needs; then with what that wrote.
 */
public final class RulesDiff implements Command {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** How often a check was made, and where it came out otherwise. */
  private static final class Row {
    private long checks;
    private final List<String> others = new ArrayList<>();
  }

  @Override
  public String name() {
    return "rules-diff";
  }

  @Override
  public String says() {
    return "whether our rules decide as the published filters do";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "texts.jsonl", "lines of JSON with 'id' and 'text'"),
        new Option("lang", "en", "only texts whose 'language' is this, where one is given"),
        new Option("cuts", "cuts.jsonl", "without decisions: the file to write for them"),
        new Option("decisions", "", "what published_rules.py or chinese_rules.py wrote"),
        new Option("conversions", "", "the table of zhconv that chinese_rules.py wrote"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    Map<String, String> texts = texts(Path.of(given.text("texts")), given.text("lang"));
    Optional<Path> table =
        Optional.of(given.text("conversions")).filter(it -> !it.isEmpty()).map(Path::of);
    Checks checks = new Checks(given.text("lang"), Cleaner.standardFunctions(), table);
    if (given.text("decisions").isEmpty()) {
      writeCuts(texts, checks, Path.of(given.text("cuts")));
      place.remarks().println(texts.size() + " texts: " + given.text("cuts"));
      return 0;
    }
    Map<String, Row> rows = new TreeMap<>();
    long compared = 0;
    for (String line : Files.readAllLines(Path.of(given.text("decisions")))) {
      JsonNode decided = MAPPER.readTree(line);
      String text = texts.get(decided.get("id").asString());
      if (text != null) {
        compare(decided, checks.of(text), rows);
        compared++;
      }
    }
    place.results().print(report(rows, compared));
    return 0;
  }

  static Map<String, String> texts(Path file, String language) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode page = MAPPER.readTree(line);
      boolean wanted =
          !page.has("language") || page.get("language").asString("und").equals(language);
      if (wanted && !page.get("text").asString("").isBlank()) {
        texts.put(page.get("id").asString(), page.get("text").asString());
      }
    }
    return texts;
  }

  static void writeCuts(Map<String, String> texts, Checks checks, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("id", text.getKey());
        page.put("text", text.getValue());
        page.put("language", checks.language());
        page.putAll(checks.cuts(text.getValue()));
        out.write(MAPPER.writeValueAsString(page));
        out.newLine();
      }
    }
  }

  private static void compare(JsonNode decided, Map<String, Object> ours, Map<String, Row> rows) {
    decided
        .get("checks")
        .properties()
        .forEach(
            check -> {
              Row row = rows.computeIfAbsent(check.getKey(), any -> new Row());
              row.checks++;
              if (!Checks.agrees(ours, check.getKey(), value(check.getValue()))) {
                row.others.add(
                    "%s: theirs %s, ours %s"
                        .formatted(
                            decided.get("id").asString(),
                            check.getValue(),
                            ours.getOrDefault(check.getKey(), "nothing")));
              }
            });
  }

  static Object value(JsonNode check) {
    return check.isBoolean()
        ? check.asBoolean()
        : check.isNumber() ? (Object) check.asDouble() : check.asString();
  }

  private static String report(Map<String, Row> rows, long compared) {
    MarkdownTable table = new MarkdownTable(List.of("check", "texts", "otherwise", "of 100"));
    StringBuilder others = new StringBuilder();
    rows.forEach(
        (name, row) -> {
          double share = 100.0 * row.others.size() / row.checks;
          table.row(
              List.of(
                  name,
                  Long.toString(row.checks),
                  Integer.toString(row.others.size()),
                  String.format(Locale.ROOT, "%.2f", share)));
          row.others.stream()
              .limit(10)
              .forEach(
                  other -> others.append("- ").append(name).append(' ').append(other).append('\n'));
        });
    return compared + " texts\n\n" + table + "\n" + others;
  }
}

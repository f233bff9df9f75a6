package dev.sluice.bench.language;

import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.model.LanguageIdentifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole pages, paragraph by paragraph, as an export has them: lines of JSON with {@code text} and,
 * where it is known, {@code lang}.
 *
 * @param texts all that are not empty
 * @param langs one for each text; {@code und} if it is not known
 */
record WholeDocuments(List<String> texts, List<String> langs) {

  /** What became of the pages of a language. */
  private record Row(int pages, int right) {
    Row add(boolean more) {
      return new Row(pages + 1, right + (more ? 1 : 0));
    }
  }

  static WholeDocuments read(Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<String> texts = new ArrayList<>();
    List<String> langs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode page = mapper.readTree(line);
      JsonNode text = page.get("text");
      JsonNode lang = page.get("lang");
      if (text != null && text.isString() && !text.asString().isBlank()) {
        texts.add(text.asString());
        String code = lang == null || lang.isNull() ? "und" : lang.asString();
        langs.add(code.equals("no") ? "nb" : code);
      }
    }
    return new WholeDocuments(texts, langs);
  }

  /** How often the main language of a page is the one that is known, and what a page costs. */
  String report(LanguageIdentifier identifier) {
    Map<String, Row> rows = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String lang = langs.get(i);
      String told = identifier.identify(texts.get(i)).code();
      rows.put(lang, rows.getOrDefault(lang, new Row(0, 0)).add(told.equals(lang)));
      if (!told.equals(lang)) {
        wrong.add(lang + " for " + told);
      }
    }
    MarkdownTable table = new MarkdownTable(List.of("language", "pages", "right"));
    rows.forEach(
        (lang, row) ->
            table.row(List.of(lang, Integer.toString(row.pages()), Integer.toString(row.right()))));
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    texts.forEach(identifier::identify);
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    long characters = texts.stream().mapToLong(String::length).sum();
    return text(table, wrong, nanos, characters);
  }

  private String text(MarkdownTable table, List<String> wrong, long nanos, long characters) {
    return String.format(
        Locale.ROOT,
        "%s%nTaken for another: %s%n%,d pages of %,d characters at the mean: %.0f µs of CPU a page,"
            + " %.0f ns a character%n",
        table,
        wrong,
        texts.size(),
        characters / texts.size(),
        nanos / 1e3 / texts.size(),
        (double) nanos / characters);
  }
}

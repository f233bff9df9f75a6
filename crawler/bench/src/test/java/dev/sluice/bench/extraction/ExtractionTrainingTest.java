package dev.sluice.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of made pages, on each of which a paragraph or two stand among links. */
class ExtractionTrainingTest {

  private static final int PAGES = 60;

  @TempDir private Path folder;

  private final Random random = new Random(5);

  @Test
  void a_chooser_tells_text_from_menus_on_sites_that_it_has_not_seen() throws Exception {
    makePages();
    String table = run(new ExtractionTraining(), "--folds", "3", "--out", "first.model");
    assertThat(score(table, 1)).isGreaterThan(0.9);
    assertThat(score(table, 4)).isGreaterThan(0.9);
    run(new ExtractionTraining(), "--folds", "3", "--out", "second.model");
    assertThat(folder.resolve("second.model"))
        .hasSameBinaryContentAs(folder.resolve("first.model"));
  }

  @Test
  void the_extractor_is_scored_and_its_worst_pages_are_named() throws Exception {
    makePages();
    String report = run(new Extraction(), "--worst", "3", "--rounds", "1", "--by", "set");
    assertThat(report).contains("| made | 60 |", "| all | 60 |", "times jsoup's parse alone");
    assertThat(report.lines().filter(line -> line.contains("precision 0."))).hasSizeLessThan(4);
  }

  private String run(Command command, String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--pages", folder.toString()));
    for (String word : words) {
      all.add(word.endsWith(".model") ? folder.resolve(word).toString() : word);
    }
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    PrintStream remarks =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Options given = Options.parse(command.options(), all);
    command.run(given, new Place(folder, folder, out, remarks, Clock.systemUTC()));
    return results.toString(StandardCharsets.UTF_8);
  }

  /** A figure of the last row of a table, counted from the column after the number of pages. */
  private static double score(String table, int column) {
    String row = table.lines().filter(line -> line.startsWith("| all ")).findFirst().orElseThrow();
    return Double.parseDouble(row.split("\\|")[column + 2].strip());
  }

  private void makePages() throws IOException {
    Files.createDirectories(folder.resolve("html"));
    List<String> truths = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String id = "made-" + i;
      String text = sentence(30) + "\n" + sentence(40);
      Files.writeString(folder.resolve("html").resolve(id + ".html"), page(text));
      String site = "site" + i % 20 + ".test";
      truths.add(
          "{\"id\":\"%s\",\"url\":\"http://%s/%d\",\"dataset\":\"made\",\"lang\":\"en\",\"site\":\"%s\",\"text\":\"%s\"}"
              .formatted(id, site, i, site, text.replace("\n", "\\n")));
      facts.add("{\"id\":\"%s\",\"charset_hint\":\"utf-8\"}".formatted(id));
    }
    Files.write(folder.resolve("truth.jsonl"), truths);
    Files.write(folder.resolve("pages.jsonl"), facts);
  }

  private String page(String text) {
    StringBuilder page = new StringBuilder("<html><body><ul class=nav>");
    for (int i = 0; i < 12; i++) {
      page.append("<li><a href=/x>").append(word()).append("</a></li>");
    }
    page.append("</ul><div class=text>");
    text.lines().forEach(line -> page.append("<p>").append(line).append("</p>"));
    page.append("</div><div class=footer>");
    for (int i = 0; i < 8; i++) {
      page.append("<div><a href=/y>").append(word()).append("</a></div>");
    }
    return page.append("</div></body></html>").toString();
  }

  private String sentence(int words) {
    StringBuilder text = new StringBuilder("It ");
    for (int i = 0; i < words; i++) {
      text.append(word()).append(i % 9 == 8 ? ", " : " ");
    }
    return text.toString().strip() + ".";
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append("bdfgklmnprst".charAt(random.nextInt(12)))
          .append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }
}

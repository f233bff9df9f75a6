package dev.sluice.bench.dedup;

import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.text.DocumentForm;
import dev.sluice.corpus.text.IcuSegmenter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts in one language to measure on.
 *
 * @param language as the table names it
 * @param label as the segmenter knows it
 */
record Texts(String language, LanguageLabel label, List<String> texts) {

  private static final int SEED = 7;
  private static final int MADE_UP_WORDS = 1_000;
  private static final int VOCABULARY = 6_000;
  private static final int FIRST_HAN = 0x4e00;

  private static final Segmenter SEGMENTER = new IcuSegmenter();

  Texts {
    texts = List.copyOf(texts);
  }

  /** English and Chinese ones, as options name them. */
  static List<Texts> both(Options given) throws IOException {
    int most = given.count("most");
    return List.of(
        read("english", given.text("english"), new LanguageLabel("en", "Latn", 1), most),
        read("chinese", given.text("chinese"), new LanguageLabel("zh", "Hans", 1), most));
  }

  /** The options that {@link #both} reads. */
  static List<Option> options(String most) {
    String forms = ": JSON lines with 'text', or a folder of Markdown; made up if not given";
    return List.of(
        new Option("english", "", "English texts" + forms),
        new Option("chinese", "", "Chinese texts" + forms),
        new Option("most", most, "no more texts than these of each"));
  }

  private static Texts read(String language, String name, LanguageLabel label, int most)
      throws IOException {
    if (name.isEmpty()) {
      return new Texts(language + ", made up", label, madeUp(label.code().equals("zh"), most));
    }
    Path path = Path.of(name);
    List<String> texts = Files.isDirectory(path) ? markdown(path) : lines(path, label.code());
    return new Texts(language, label, texts.subList(0, Math.min(most, texts.size())));
  }

  /** Words, or Han characters, the n-th of which is drawn in proportion to 1/n. */
  private static List<String> madeUp(boolean chinese, int most) {
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      StringBuilder text = new StringBuilder();
      int words = MADE_UP_WORDS / 4 + random.nextInt(MADE_UP_WORDS);
      for (int word = 0; word < words; word++) {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)) - 1;
        if (chinese) {
          text.appendCodePoint(FIRST_HAN + rank).append(word % 20 == 19 ? "。" : "");
        } else {
          text.append("w").append(Integer.toString(rank, 36)).append(word % 20 == 19 ? ". " : " ");
        }
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<String> lines(Path file, String language) throws IOException {
    JsonMapper mapper = JsonMapper.shared();
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(mapper::readTree)
          .filter(page -> page.path("language").asString(language).equals(language))
          .map(Texts::text)
          .filter(text -> !text.isBlank())
          .toList();
    }
  }

  private static String text(JsonNode page) {
    return page.path("text").asString("");
  }

  private static List<String> markdown(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
    DocumentForm form = new DocumentForm();
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(form.normalise(Files.readString(file)));
    }
    return texts;
  }

  /** A text cut into words. */
  Segments cut(String text) {
    Segments segments = SEGMENTER.segment(text, label);
    segments.spans();
    return segments;
  }

  /** How long they are in UTF-8, together. */
  long bytes() {
    return texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }
}

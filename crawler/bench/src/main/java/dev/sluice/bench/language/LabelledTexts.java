package dev.sluice.bench.language;

import dev.sluice.bench.command.BadOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts whose languages are known: lines of JSON with {@code lang} (BCP 47, such as {@code de},
 * {@code zh-Hant}, {@code sr-Latn}), {@code text} and {@code file}, in one file for each family of
 * sources. {@code docs/proofs/labelled_texts.py} makes such files.
 *
 * @param family the file's name without its ending
 * @param texts in the order of the file
 */
record LabelledTexts(String family, List<Labelled> texts) {

  private static final String ENDING = ".jsonl";

  /**
   * One text.
   *
   * @param lang its label
   * @param file the document it stands in
   */
  record Labelled(String lang, String text, String file) {}

  LabelledTexts {
    texts = List.copyOf(texts);
  }

  /**
   * Reads the files of some families.
   *
   * @throws BadOptionException if there is none
   */
  static List<LabelledTexts> read(Path folder, List<String> families) throws IOException {
    List<LabelledTexts> all = new ArrayList<>();
    for (String family : families) {
      Path file = folder.resolve(family + ENDING);
      if (!Files.isRegularFile(file)) {
        throw new BadOptionException("there is no " + file);
      }
      all.add(new LabelledTexts(family, read(file)));
    }
    return all;
  }

  private static List<Labelled> read(Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<Labelled> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = mapper.readTree(line);
      texts.add(
          new Labelled(
              node.get("lang").asString(),
              node.get("text").asString(),
              node.get("file").asString()));
    }
    return texts;
  }
}

package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.EditedText;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Add;
import dev.sluice.engine.model.SeedEdit.Change;
import dev.sluice.engine.model.SeedEdit.Remove;
import dev.sluice.engine.model.SeedEdit.Resume;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Seed files are changed where they are to be, and nowhere else. */
class SeedFileEditTest {

  /** Such as {@code change docs delay=5s pages=}. */
  private static SeedEdit edit(String words) {
    String[] parts = words.split(" ");
    return switch (parts[0]) {
      case "add" -> new Add(fields(parts, 1));
      case "remove" -> new Remove(parts[1]);
      case "resume" -> new Resume(parts[1]);
      case "pause" -> SeedEdit.pause(parts[1]);
      default -> new Change(parts[1], fields(parts, 2));
    };
  }

  private static Map<String, String> fields(String[] parts, int from) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = from; i < parts.length; i++) {
      String[] field = parts[i].split("=", 2);
      fields.put(field[0], field[1].replace('_', ' '));
    }
    return fields;
  }

  private static String lines(String oneLine) {
    return oneLine.replace("⏎", "\n");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/seed/edits.csv", delimiter = '|', quoteCharacter = '~')
  void anEditChangesWhatItIsFor(String file, String words, String before, String after) {
    EditedText edited = SeedFileEdit.apply(file, lines(before), edit(words));
    assertThat(edited.mistakes()).isEmpty();
    assertThat(edited.text()).isEqualTo(lines(after));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/seed/edits-refused.csv", delimiter = '|', quoteCharacter = '~')
  void anEditThatCannotBeDoneIsRefusedWithTheWayOut(
      String file, String words, String before, String message) {
    EditedText edited = SeedFileEdit.apply(file, lines(before), edit(words));
    assertThat(edited.mistakes()).isNotEmpty();
    assertThat(String.join("\n", edited.mistakes())).contains(lines(message));
    assertThat(edited.text()).isEqualTo(lines(before));
  }

  @Test
  void theLineEndsOfWindowsStay() {
    String text = "\uFEFF# ours\r\nhttps://a.example/\r\nhttps://b.example/\r\n";
    assertThat(SeedFileEdit.apply("a.txt", text, edit("pause https://a.example/")).text())
        .isEqualTo("\uFEFF# ours\r\nhttps://a.example/  paused=true\r\nhttps://b.example/\r\n");
    assertThat(SeedFileEdit.apply("a.txt", text, edit("add url=https://c.example/")).text())
        .isEqualTo(text + "https://c.example/\r\n");
    String yaml = "- https://a.example/\r\n# last\r\n";
    assertThat(SeedFileEdit.apply("a.yaml", yaml, edit("pause https://a.example/")).text())
        .isEqualTo("- url: https://a.example/\r\n  paused: true\r\n# last\r\n");
  }

  @Test
  void aByteOrderMarkStaysWhateverBecomesOfTheFirstLine() {
    String text = "\uFEFFhttps://a.example/\nhttps://b.example/\n";
    assertThat(SeedFileEdit.apply("a.txt", text, edit("remove https://a.example/")).text())
        .isEqualTo("\uFEFFhttps://b.example/\n");
    assertThat(
            SeedFileEdit.apply(
                    "a.txt", text, edit("change https://a.example/ url=https://c.example/"))
                .text())
        .isEqualTo("\uFEFFhttps://c.example/\nhttps://b.example/\n");
  }

  @Test
  void everyMistakeOfAnEditIsTold() {
    EditedText edited =
        SeedFileEdit.apply(
            "a.txt", "https://a.example/\n", edit("change https://a.example/ delay=x priority=99"));
    assertThat(edited.mistakes())
        .hasSize(2)
        .allSatisfy(it -> assertThat(it).startsWith("a.txt:1: "));
  }

  @Test
  void aNewFileBeginsWithItsFirstSeed() {
    SeedEdit edit = edit("add url=https://a.example/ tags.language=en");
    assertThat(SeedFileEdit.apply("a.txt", "", edit).text())
        .isEqualTo("https://a.example/  tags.language=en\n");
    assertThat(SeedFileEdit.apply("a.yaml", "", edit).text())
        .isEqualTo("seeds:\n  - url: https://a.example/\n    tags: {language: en}\n");
  }
}

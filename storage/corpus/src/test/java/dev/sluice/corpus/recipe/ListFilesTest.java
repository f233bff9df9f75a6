package dev.sluice.corpus.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.ListFile;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFilesTest {

  @TempDir Path folder;

  @Test
  void aFileIsFoundBesideTheRecipeAndReadWithoutCommentsWhetherCompressedOrNot()
      throws IOException {
    byte[] words = "# mine\n一夜\n\n  casino \n".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("words.txt"), words);
    Files.write(folder.resolve("words.gz"), compressed(words));
    for (String name : new String[] {"words.txt", "words.gz"}) {
      assertThat(read(name).lines()).containsExactly("一夜", "casino");
    }
  }

  @Test
  void aFileThatHasChangedSinceItsHashWasWrittenIsAMistake() throws IOException {
    Files.writeString(folder.resolve("words.txt"), "casino\n");
    ListFile file = read("words.txt");
    assertThat(read(file.toString()).lines()).containsExactly("casino");
    Files.writeString(folder.resolve("words.txt"), "casino\npoker\n");
    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mine.yaml:7")
        .hasMessageContaining("'words.txt' has changed");
  }

  @Test
  void aLongFileThatChangesBeforeItIsUsedIsAMistake() throws IOException {
    Files.writeString(folder.resolve("hosts.txt"), "a.example\n".repeat(200_000));
    ListFile file = read("hosts.txt");
    try (Stream<String> lines = file.lines()) {
      assertThat(lines.count()).isEqualTo(200_000);
    }
    Files.writeString(folder.resolve("hosts.txt"), "b.example\n".repeat(200_000));
    try (Stream<String> lines = file.lines()) {
      assertThatThrownBy(lines::count)
          .isInstanceOf(SettingsException.class)
          .hasMessage("hosts.txt has changed since the recipe was read; run the command again");
    }
  }

  @Test
  void aDamagedFileIsAMistake() throws IOException {
    byte[] whole = compressed("casino\n".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("words.gz"), Arrays.copyOf(whole, whole.length - 10));
    ListFile file = read("words.gz");
    assertThatThrownBy(() -> file.lines().forEach(line -> {}))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("words.gz cannot be read: ");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstWord() throws IOException {
    Files.writeString(folder.resolve("words.txt"), "\ufeffcasino\npoker\n");
    assertThat(read("words.txt").lines()).containsExactly("casino", "poker");
  }

  @Test
  void whatCannotBeReadIsAMistakeWithItsLine() {
    assertThatThrownBy(() -> read("missing.txt"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mine.yaml:7")
        .hasMessageContaining("missing.txt");
    assertThatThrownBy(() -> read("builtin:nothing"))
        .hasMessageContaining("no list 'builtin:nothing' comes with Sluice");
    assertThatThrownBy(() -> ListFiles.builtIn().read(item("words.txt")))
        .hasMessageContaining("only a recipe in a file can name files");
  }

  private ListFile read(String name) {
    return ListFiles.beside(folder).read(item(name));
  }

  private static Setting item(String name) {
    return Setting.ofText("mine.yaml", 7, "lists", name);
  }

  private static byte[] compressed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}

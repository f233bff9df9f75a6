package dev.sluice.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  @TempDir Path shelf;

  private Path export(String name, String recipe) throws IOException {
    Report.Made made = new Report.Made("1", "snapshot", recipe, 1, "abc", "s");
    try (OutputFolder folder = OutputFolder.claim(shelf.resolve(name), name)) {
      ReportFiles.write(folder, new RunTally(List.of()).finish(made, History.NONE));
    }
    return finished(name);
  }

  private Path finished(String name) throws IOException {
    return Files.writeString(shelf.resolve(name).resolve(OutputFolder.MANIFEST), "{}").getParent();
  }

  /** A finished folder with a report that is none of ours. */
  private void foreign(String name, String report) throws IOException {
    Files.writeString(Files.createDirectory(shelf.resolve(name)).resolve("report.json"), report);
    finished(name);
  }

  private List<String> names(Path... folders) {
    return History.read(List.of(folders), "mine", shelf.resolve("own")).names();
  }

  @Test
  void theLastExportsByTheSameRecipeAreReadAndNotTheComparedOneItself() throws IOException {
    for (int i = 10; i < 35; i++) {
      export("e" + i, "mine");
    }
    export("other", "another");
    export("own", "mine");
    Files.createDirectory(shelf.resolve("z-unfinished"));
    assertThat(names(shelf)).hasSize(20).startsWith("e15", "e16").endsWith("e33", "e34");
    assertThat(names(shelf.resolve("e12"), shelf.resolve("own"))).containsExactly("e12");
  }

  @Test
  void whatIsNoReportOfOursIsPassedOver() throws IOException {
    export("good", "mine");
    foreign("a-null", "null");
    foreign("b-nothing", "");
    foreign("c-list", "[1, 2]");
    foreign("d-version-alone", "{\"format_version\": 1}");
    assertThat(names(shelf)).containsExactly("good");
  }

  @Test
  void aFolderThatIsNotThereIsAMistake() {
    assertThatThrownBy(() -> names(shelf.resolve("nowhere")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is no folder");
  }
}

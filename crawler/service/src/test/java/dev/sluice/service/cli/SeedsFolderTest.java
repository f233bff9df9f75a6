package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.SeedList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The seed lists that come with the project can be used as they are. */
class SeedsFolderTest {

  private static List<Path> seedFiles() throws IOException {
    Path folder = Repository.root().resolve("seeds");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(txt|ya?ml)")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> everySeedFileParses() throws IOException {
    return seedFiles().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> parse(file)));
  }

  private static void parse(Path file) {
    SeedList list = Seeds.read(file);
    assertThat(list.mistakes()).isEmpty();
    assertThat(list.seeds()).isNotEmpty();
  }

  @Test
  void theFolderAsAWholeParsesAndNoSeedStandsTwice() throws IOException {
    if (!seedFiles().isEmpty()) {
      assertThat(Seeds.read(Repository.root().resolve("seeds")).mistakes()).isEmpty();
    }
    assertThat(seedFiles()).doesNotHaveDuplicates();
  }
}

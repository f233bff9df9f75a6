package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code sluice export verify} and the command that it stands under. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportVerifyTest {

  private Path one;
  private Path two;

  @BeforeAll
  void exportTwice(@TempDir Path folder) throws IOException {
    Path data = MadeStore.fill(folder.resolve("data"), 12, 1);
    one = folder.resolve("one");
    two = folder.resolve("two");
    sluice("export", "--data", data, "--out", one).succeeded();
    sluice("export", "--data", data, "--out", two, "--threads", 1).succeeded();
  }

  @Test
  void anExportBesideAnotherIsTheSameAsThat() {
    Ran ran = sluice("export", "verify", one, "--deep", "--against", two).succeeded();
    assertThat(ran.out())
        .contains("with 12 documents")
        .contains("all as they were written")
        .contains("the same as " + two + ", but for the reports");
  }

  @Test
  void whatIsWrongIsNamedWithItsFileAndGivesExitCodeOne() throws IOException {
    Path shard = two.resolve("documents-00000.jsonl.zst");
    byte[] before = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(before, before.length - 9));
    Ran ran = sluice("export", "verify", two, "--deep");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains(shard + ": it has").contains("2 problems; take damaged files");
    JsonNode json = sluice("export", "verify", two, "--json").json();
    assertThat(json.get("clean").asBoolean()).isFalse();
    assertThat(json.get("findings").get(0).get("problem").asString()).isEqualTo("length");
    Files.write(shard, before);
  }

  @Test
  void whoExportsMustStillNameAFolder() {
    Ran ran = sluice("export");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Missing required option: '--out=DIR'");
    assertThat(sluice("export", "--help").succeeded().out()).contains("verify");
  }
}

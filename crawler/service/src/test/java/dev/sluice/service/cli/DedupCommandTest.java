package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.BandCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code sluice dedup}. */
class DedupCommandTest {

  @TempDir Path folder;

  @Test
  void theCurveIsATableAndADrawing() {
    String out = sluice("dedup", "curve", "--bands", 14, "--rows", 8).succeeded().out();

    assertThat(out)
        .contains("14 bands of 8 rows, 112 hashes of each page", "similarity of 0.685 are compared")
        .containsPattern("0\\.80 +92\\.4 %")
        .containsPattern("100 % │ +▂▃▅▆▇▇▇█{14}\\n");
  }

  @Test
  void theCurveIsGivenAsJson() {
    JsonNode curve =
        sluice("dedup", "curve", "--bands", 9, "--rows", 13, "--json").succeeded().json();

    assertThat(curve.at("/curves/0/hashes").asInt()).isEqualTo(117);
    assertThat(curve.at("/curves/0/points")).hasSize(101);
    assertThat(curve.at("/curves/0/points/80/probability").asDouble()).isBetween(0.398, 0.400);
  }

  @Test
  void publishedSettingsStandBesideEachOther() throws IOException {
    Path svg = folder.resolve("curves.svg");
    String out = sluice("dedup", "curve", "--published", "--svg", svg).succeeded().out();

    assertThat(out.lines()).hasSize(1 + BandCurve.PUBLISHED.size());
    assertThat(out).containsPattern("map-neo +13 characters +9 +13 +8\\.4 % +39\\.9 % +92\\.9 %");
    assertThat(Files.readString(svg))
        .startsWith("<svg")
        .contains("refinedweb: 450 × 20, half at 0.723</text>")
        .containsPattern("(?s)(<polyline.*){11}");
  }

  @Test
  void aRecipeHasTheCurveOfItsStep() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            name: mine
            version: 1
            description: For a test.
            steps:
              - decode
              - extract
              - language
              - near-duplicate: {bands: 450, rows: 20}
            """);
    String out = sluice("dedup", "curve", "--recipe", recipe).succeeded().out();

    assertThat(out)
        .contains("mine: 450 bands of 20 rows, 9,000 hashes of each page")
        .contains("similarity of 0.723 are compared");
  }

  @Test
  void aRecipeWithoutNearDuplicatesHasNoCurve() {
    sluice("dedup", "curve", "--recipe", "raw-text")
        .failed(ExitCode.USAGE, "recipe 'raw-text' has no step 'near-duplicate'");
  }

  @Test
  void bandsAreCountedFromOne() {
    sluice("dedup", "curve", "--bands", 0).failed(ExitCode.USAGE, "from 1 on, not 0");
  }
}

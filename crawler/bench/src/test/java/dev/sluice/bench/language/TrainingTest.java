package dev.sluice.bench.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.language.NgramModel;
import dev.sluice.corpus.language.NgramModel.Written;
import dev.sluice.corpus.language.ParagraphIdentifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private static final List<Training.Sample> SAMPLES =
      List.of(
          sample(
              "en",
              "The river runs slowly through the old town, and nobody is in a hurry there.",
              "Whoever comes here in the morning sees the boats that lie along the wall."),
          sample(
              "de",
              "Der Fluss fließt langsam durch die alte Stadt, und niemand hat es dort eilig.",
              "Wer am Morgen hierher kommt, sieht die Boote, die an der Mauer liegen."),
          sample(
              "fr",
              "La rivière coule lentement à travers la vieille ville, et personne n'y est pressé.",
              "Qui vient ici le matin voit les bateaux qui sont amarrés le long du mur."));

  private static Training.Sample sample(String code, String... texts) {
    Written language = new Written(code, "Latn", UnicodeScript.LATIN);
    return new Training.Sample(language, List.of(List.of(texts)));
  }

  @Test
  void aModelTellsTheLanguagesThatItHasLearned() {
    Training training = new Training(SAMPLES, 8);
    assertThat(training.learn(4_000, 1)).isLessThan(0.3);
    ParagraphIdentifier identifier = new ParagraphIdentifier(training.model());
    assertThat(identifier.identify("Nobody sees the river in the morning.").code()).isEqualTo("en");
    assertThat(identifier.identify("Niemand sieht am Morgen die Stadt.").code()).isEqualTo("de");
    assertThat(identifier.identify("Personne ne voit la ville le matin.").code()).isEqualTo("fr");
  }

  @Test
  void theSameTextsGiveTheSameBytes() throws IOException {
    assertThat(learned(500)).isEqualTo(learned(500)).isNotEqualTo(learned(501));
  }

  private static byte[] learned(int steps) throws IOException {
    Training training = new Training(SAMPLES, 8);
    training.learn(steps, 1);
    NgramModel model = training.model();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return bytes.toByteArray();
  }
}

package dev.sluice.corpus.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.corpus.language.NgramModel.Written;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NgramModelTest {

  private static final List<Written> LANGUAGES =
      List.of(
          new Written("aa", "Latn", UnicodeScript.LATIN),
          new Written("bb", "Latn", UnicodeScript.LATIN),
          new Written("cc", "Cyrl", UnicodeScript.CYRILLIC));

  private static final float[] BIASES = {0.1f, -0.2f, 0};
  private static final float[][] WEIGHTS = {{1, 2, -1, 0.5f}, {-1, 0.25f, 2, 1}, {0, 1, 0, 1}};
  private static final float SCALE = 0.02f;

  private static byte[] vectors() {
    byte[] vectors = new byte[Grams.BUCKETS * 4];
    new Random(7).nextBytes(vectors);
    return vectors;
  }

  private static NgramModel model() {
    return new NgramModel(LANGUAGES, BIASES, WEIGHTS, SCALE, vectors());
  }

  @Test
  void probabilitiesAreThoseOfTheDefinition() {
    int[] buckets = new Random(11).ints(1_000, 0, Grams.BUCKETS).toArray();
    NgramModel.Text text = model().begin();
    text.add(buckets, buckets.length);
    double[] scores = new double[2];
    for (int language = 0; language < 2; language++) {
      scores[language] = BIASES[language];
      for (int d = 0; d < 4; d++) {
        double sum = 0;
        for (int bucket : buckets) {
          sum += vectors()[bucket * 4 + d] * (double) SCALE;
        }
        scores[language] += WEIGHTS[language][d] * sum / buckets.length;
      }
    }
    double first = 1 / (1 + Math.exp(scores[1] - scores[0]));
    double[] found = text.probabilities(UnicodeScript.LATIN);
    assertThat(found[0]).isCloseTo(first, within(1e-6));
    assertThat(found[1]).isCloseTo(1 - first, within(1e-6));
    assertThat(found[2]).isZero();
  }

  @Test
  void aTextIsTheSumOfItsParts() {
    NgramModel model = model();
    int[] buckets = new Random(13).ints(700, 0, Grams.BUCKETS).toArray();
    NgramModel.Text whole = model.begin();
    whole.add(buckets, 700);
    NgramModel.Text parts = model.begin();
    for (int i = 0; i < 7; i++) {
      NgramModel.Text part = model.begin();
      part.add(Arrays.copyOfRange(buckets, 100 * i, 100 * i + 100), 100);
      parts.add(part);
    }
    assertThat(parts.grams()).isEqualTo(700);
    assertThat(parts.probabilities(UnicodeScript.LATIN))
        .containsExactly(whole.probabilities(UnicodeScript.LATIN));
  }

  @Test
  void aScriptThatNoLanguageHasGivesNothing() {
    assertThat(model().begin().probabilities(UnicodeScript.ARABIC)).containsOnly(0);
  }

  @Test
  void aModelIsReadAsItWasWritten() throws IOException {
    byte[] written = bytes(model());
    NgramModel read = NgramModel.read(new ByteArrayInputStream(written));
    assertThat(read.languages()).isEqualTo(LANGUAGES);
    assertThat(bytes(read)).isEqualTo(written);
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] written = bytes(model());
    byte[] shorter = Arrays.copyOf(written, written.length - 1);
    assertThatThrownBy(() -> NgramModel.read(new ByteArrayInputStream(shorter)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends too early");
    written[0]++;
    assertThatThrownBy(() -> NgramModel.read(new ByteArrayInputStream(written)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a language model");
  }

  private static byte[] bytes(NgramModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return bytes.toByteArray();
  }
}

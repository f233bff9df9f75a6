package dev.sluice.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Segments;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {

  private static final TrueJaccard FIVE_WORDS = new TrueJaccard(false, 5);

  private final Texts texts =
      new Texts(
          "english",
          new LanguageLabel("en", "Latn", 1),
          List.of(
              IntStream.range(0, 2_000).mapToObj(i -> "w" + i * 7).collect(Collectors.joining(" ")),
              "other words that nobody else has"));
  private final Segments text = texts.cut(texts.texts().get(0));
  private final Edits edits = new Edits(List.of(texts.cut(texts.texts().get(1))), " ");

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.9, 1})
  void whatIsChangedHasAboutTheSimilarityThatWasAskedFor(double similarity) {
    for (int i = 0; i < 20; i++) {
      Segments near = texts.cut(edits.near(text, similarity, 5));

      assertThat(jaccard(near)).isCloseTo(similarity, within(0.1));
    }
  }

  @Test
  void wordsAreChangedAsOftenAsIsAskedFor() {
    assertThat(edits.scattered(text, 0)).isEqualTo(text.text());
    assertThat(edits.scattered(text, 0.1).split("\\bw\\d")).hasSizeBetween(1_700, 1_900);
  }

  @Test
  void similarityIsOfWhatTwoTextsSayAndNotOfHowTheyAreWritten() {
    assertThat(jaccard(texts.cut(text.text().replace("w", "W").replace(" ", ", ")))).isEqualTo(1);
  }

  private double jaccard(Segments other) {
    return TrueJaccard.of(FIVE_WORDS.shingles(text), FIVE_WORDS.shingles(other));
  }
}

package dev.sluice.bench.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bench.language.LabelledTexts.Labelled;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final List<Labelled> TEXTS =
      List.of(text("de"), text("de"), text("de"), text("zh-Hant"), text("zxx"));

  private static final Answers SAID =
      new Answers(
          "one",
          List.of("de", "nl", "de", "zh", "und"),
          List.of("Latn", "Latn", "Latn", "Hans", "Latn"),
          List.of(0.995, 0.6, 0.9, 0.98, 0.0),
          1_000);

  private final Tally tally = new Tally(TEXTS, List.of(SAID));

  private static Labelled text(String lang) {
    return new Labelled(lang, "text", "file");
  }

  @Test
  void anAnswerIsRightIfItNamesTheCode() {
    assertThat(tally.right(SAID, "de")).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(tally.right(SAID, "zh-Hant")).isOne();
    assertThat(tally.right(SAID, "zxx")).isOne();
    assertThat(tally.right(SAID)).isCloseTo(0.8, within(1e-9));
    assertThat(tally.meanRight(SAID)).isCloseTo((2 / 3.0 + 1 + 1) / 3, within(1e-9));
  }

  @Test
  void whatWasTakenForWhatIsCounted() {
    assertThat(tally.pairs(5)).isEqualTo("de for nl 1");
    assertThat(tally.wrongScripts()).isEqualTo("zh-Hant 1 of 1");
  }

  @Test
  void scoresAreComparedWithWhatCameTrue() {
    assertThat(tally.calibration())
        .contains(List.of("0.5 to 0.7", "1", "0.6000", "0.0000"))
        .contains(List.of("0.99 to 0.999", "1", "0.9950", "1.0000"));
  }

  @Test
  void piecesEndAtAWordAndJoinWhatIsTooShort() {
    List<Labelled> texts =
        IntStream.range(0, 10)
            .mapToObj(i -> new Labelled("de", "eins zwei drei vier", "f" + i % 2))
            .toList();
    List<Labelled> pieces = new Pieces(30, 2).of(new LabelledTexts("one", texts)).get("de");
    assertThat(pieces)
        .hasSize(2)
        .allSatisfy(piece -> assertThat(piece.text()).isEqualTo("eins zwei drei vier eins zwei"));
  }
}

package dev.sluice.corpus.contamination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextCutTest {

  @Test
  void thePlaceGoesWithItsWindowAndTheWordsThatTheWindowCutsInto() {
    String text = "one two three four five six seven";
    TextCut cut = TextCut.of(text, List.of(place(text, "four")), 3, 1);
    assertThat(cut.text()).isEqualTo("one two\n\nsix seven");
    assertThat(cut.pieces()).isEqualTo(2);
    assertThat(cut.removed()).isEqualTo(33 - 18);
  }

  @Test
  void shortPiecesGoAndStillCountAsPieces() {
    String text = "a b and c d e f and g h i j k l m";
    List<Finding.Place> places = List.of(new Finding.Place(4, 7), new Finding.Place(16, 19));
    TextCut cut = TextCut.of(text, places, 0, 10);
    assertThat(cut.text()).isEqualTo("g h i j k l m");
    assertThat(cut.pieces()).isEqualTo(3);
  }

  @Test
  void inChineseACutIsMadeAtTheCharacter() {
    String text = "春".repeat(100) + "题目" + "秋".repeat(100);
    TextCut cut = TextCut.of(text, List.of(place(text, "题目")), 10, 1);
    assertThat(cut.text()).isEqualTo("春".repeat(90) + "\n\n" + "秋".repeat(90));
  }

  @Test
  void noPairOfSurrogatesIsCutApart() {
    String text = "𠀀".repeat(100) + "题" + "𠀀".repeat(100);
    TextCut cut = TextCut.of(text, List.of(place(text, "题")), 51, 1);
    assertThat(cut.text().codePoints().filter(c -> c != '\n')).hasSize(148).containsOnly(0x20000);
  }

  @Test
  void nothingMayBeLeft() {
    TextCut cut = TextCut.of("all of it", List.of(new Finding.Place(4, 6)), 200, 1);
    assertThat(cut.text()).isEmpty();
    assertThat(cut.pieces()).isZero();
    assertThat(cut.removed()).isEqualTo(9);
  }

  private static Finding.Place place(String text, String part) {
    int start = text.indexOf(part);
    return new Finding.Place(start, start + part.length());
  }
}

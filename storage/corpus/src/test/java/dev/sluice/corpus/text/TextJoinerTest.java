package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextJoinerTest {

  private final TextJoiner joiner = new TextJoiner();

  /** A text whose cuts stand in brackets, and / for a line feed. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "a line/[gone]/another | a line/another",
        "above//[gone]//below | above//below",
        "above//[gone]/below | above//below",
        "above/[gone]//[gone]//below | above//below",
        "[gone]//[gone]//below | below",
        "above//[gone]//[gone] | above",
        "[gone] | ''",
        "if:/  [gone]/  stays | if:/  stays",
        "one [gone] two | one two",
        "one [gone]. Two | one. Two",
        "one [gone] (two) | one (two)",
        "one([gone])two | one()two",
        "one[(gone)]two | one two",
        "一句话。[重复的话。]另一句话 | 一句话。另一句话",
        "他说[重复]她听 | 他说她听",
        "one [gone/and gone] two | one/two",
        "one [gone]/two | one/two",
        "one/[gone] two | one/two",
        "nothing is cut | nothing is cut",
      },
      delimiter = '|')
  void whatIsLeftReadsAsIfNothingHadBeenThere(String marked, String left) {
    String bare = marked.strip().replace('/', '\n');
    List<TextRange> cuts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = 0;
    for (char c : bare.toCharArray()) {
      if (c == '[') {
        start = text.length();
      } else if (c == ']') {
        cuts.add(new TextRange(start, text.length()));
      } else {
        text.append(c);
      }
    }
    assertThat(joiner.without(text.toString(), cuts)).isEqualTo(left.strip().replace('/', '\n'));
  }

  @Test
  void whateverIsCutTheTextIsInTheFormOfDocumentsAndNoWordIsNew() {
    Random random = new Random(20261128);
    DocumentForm form = new DocumentForm();
    String[] pieces = {"word", " ", "\n", "\n\n", "，", "字", "e\u0301", "😀", ". ", "  ", "กำ"};
    for (int round = 0; round < 2_000; round++) {
      StringBuilder made = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        made.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = form.normalise(made.toString().strip());
      List<TextRange> cuts = cuts(text, random);
      String left = joiner.without(text, cuts);
      assertThat(form.normalise(left)).isEqualTo(left);
      assertThat(left.codePoints().filter(Character::isLetter).count())
          .isEqualTo(letters(text, cuts));
      assertThat(cuts.isEmpty() ? "" : left).isEqualTo(cuts.isEmpty() ? "" : left.stripTrailing());
    }
  }

  private static List<TextRange> cuts(String text, Random random) {
    List<TextRange> cuts = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int end = Math.min(text.length(), i + 1 + random.nextInt(6));
      end = end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
      if (random.nextInt(3) == 0) {
        cuts.add(new TextRange(i, end));
      }
      i = end;
    }
    return cuts;
  }

  private static long letters(String text, List<TextRange> cuts) {
    return text.codePoints().filter(Character::isLetter).count()
        - cuts.stream()
            .mapToLong(
                cut ->
                    text.substring(cut.start(), cut.end())
                        .codePoints()
                        .filter(Character::isLetter)
                        .count())
            .sum();
  }

  @Test
  void rangesOfSeveralStepsBecomeOne() {
    List<TextRange> union =
        TextRange.union(
            List.of(new TextRange(0, 3), new TextRange(10, 20)),
            List.of(new TextRange(3, 5), new TextRange(12, 15), new TextRange(30, 31)));
    assertThat(union)
        .containsExactly(new TextRange(0, 5), new TextRange(10, 20), new TextRange(30, 31));
  }
}

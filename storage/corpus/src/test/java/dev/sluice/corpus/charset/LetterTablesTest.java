package dev.sluice.corpus.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.text.TableFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LetterTablesTest {

  @Test
  void after_each_letter_the_chances_of_all_that_may_follow_come_to_about_one() {
    for (String[] row : new TableFile(LetterTablesTest.class, "letters.tsv").rows()) {
      int letters = row[1].length();
      assertThat(row[1]).as(row[0]).startsWith(" ");
      assertThat(row[2]).as(row[0]).hasSize(letters * letters);
      for (int first = 0; first < letters; first++) {
        double all = 0;
        for (int second = 0; second < letters; second++) {
          int eighths = row[2].charAt(first * letters + second) - '!';
          all += Math.exp(-eighths / (double) LanguageModel.NAT);
        }
        assertThat(all).as("%s after '%s'", row[0], row[1].charAt(first)).isBetween(0.9, 1.1);
      }
    }
  }

  @Test
  void each_language_that_a_candidate_is_written_in_has_a_table() {
    List<String> known =
        Stream.of("letters.tsv", "signs.tsv")
            .flatMap(name -> new TableFile(LetterTablesTest.class, name).rows().stream())
            .map(row -> row[0])
            .distinct()
            .toList();
    for (String[] candidate : new TableFile(LetterTablesTest.class, "candidates.tsv").rows()) {
      assertThat(known).as(candidate[0]).contains(candidate[2].split(" ", -1));
    }
  }
}

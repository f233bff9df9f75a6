package dev.sluice.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void the_same_text_agrees_wholly() {
    Agreement agreement = Agreement.of("One two, three four five.", "One two three\nfour five");
    assertThat(agreement.shinglePrecision()).contains(1.0);
    assertThat(agreement.shingleRecall()).isEqualTo(1);
    assertThat(agreement.bag()).isEqualTo(1);
  }

  @Test
  void shingles_are_runs_of_four_words_and_keep_case() {
    Agreement agreement = Agreement.of("a b c d e f", "a b c d e X");
    assertThat(agreement.shinglePrecision().orElseThrow()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(Agreement.of("a b c d", "A b c d").shingleRecall()).isZero();
    assertThat(Agreement.of("a b", "a b").shingleRecall()).isEqualTo(1);
  }

  @Test
  void the_bag_folds_case_and_form_and_counts_each_word_as_often_as_it_is_there() {
    Agreement agreement = Agreement.of("Straße ﬁx fix fix", "STRASSE FIX other");
    assertThat(agreement.bagPrecision()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(agreement.bagRecall()).isEqualTo(0.5);
    assertThat(agreement.bag()).isCloseTo(4 / 7.0, within(1e-9));
  }

  @Test
  void where_there_are_no_spaces_each_character_is_a_word() {
    assertThat(Agreement.tokens("茶a1叶，ひらガナ 한국"))
        .containsExactly("茶", "a1", "叶", "ひ", "ら", "ガ", "ナ", "한", "국");
  }

  @Test
  void an_empty_extraction_costs_recall_and_has_no_precision_of_shingles() {
    Agreement agreement = Agreement.of("one two three four", "");
    assertThat(agreement.shinglePrecision()).isEmpty();
    assertThat(agreement.shingleRecall()).isZero();
    assertThat(agreement.bag()).isZero();
  }
}

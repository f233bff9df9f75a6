package dev.sluice.corpus.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LanguageCodesTest {

  private static final Set<String> CODES = LanguageCodes.all();

  @ParameterizedTest
  @CsvFileSource(resources = "sentences.csv", numLinesToSkip = 1, delimiter = '|')
  void every_language_that_is_told_is_among_them(String code) {
    assertThat(CODES).contains(code);
  }

  @Test
  void what_the_model_calls_no_language_is_undetermined() {
    assertThat(CODES).contains("und").doesNotContain("zxx");
  }
}

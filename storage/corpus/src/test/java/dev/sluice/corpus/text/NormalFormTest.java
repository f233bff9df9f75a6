package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormalFormTest {

  private final NormalForm form = new NormalForm();

  @Test
  void case_and_white_space_do_not_matter() {
    assertThat(form.normalise("  The\n\n Quick\t\u00A0 Fox\u3000")).isEqualTo("the quick fox");
    assertThat(form.normalise("")).isEmpty();
  }

  @Test
  void composed_and_decomposed_letters_are_the_same() {
    assertThat(form.normalise("Cafe\u0301")).isEqualTo(form.normalise("CAFÉ"));
    assertThat(form.normalise("\u110B\u1162")).isEqualTo("애");
  }

  @Test
  void thai_vowels_hindi_signs_and_japanese_voicing_marks_are_kept() {
    assertThat(form.normalise("สวัสดีครับ ที่นี่")).isEqualTo("สวัสดีครับ ที่นี่");
    assertThat(form.normalise("हिन्दी")).isEqualTo("हिन्दी");
    assertThat(form.normalise("がパ")).isEqualTo("がパ");
  }

  @Test
  void what_is_normal_stays_as_it_is() {
    String once = form.normalise("İstanbul ΣΊΣΥΦΟΣ Straße 中文，１２ 𝒜");
    assertThat(form.normalise(once)).isEqualTo(once);
  }
}

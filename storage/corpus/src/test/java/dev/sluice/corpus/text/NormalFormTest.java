package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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

  @Test
  void each_character_between_others_is_what_icu_makes_of_it() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      for (String around : new String[] {"a%sB", "H%s", "%s\u0301", "가%s각", " %s "}) {
        String text = around.replace("%s", Character.toString((char) c));
        assertThat(form.normalise(text))
            .as("U+%04X in '%s'", c, around)
            .isEqualTo(NormalForm.byIcu(text));
      }
    }
  }

  @Test
  void texts_made_by_chance_are_what_icu_makes_of_them() {
    Random chance = new Random(8);
    String letters = "aBÇçÉß ΣςσĲﬁ\u0301\u0331\u3099かが漢字，。１Ａ\u3000\n\u00a0ЯяİıǅKÅ가\u11a8한𝒜";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = chance.nextInt(20);
      for (int i = 0; i < length; i++) {
        text.append(letters.charAt(chance.nextInt(letters.length())));
      }
      assertThat(form.normalise(text.toString())).isEqualTo(NormalForm.byIcu(text.toString()));
    }
  }
}

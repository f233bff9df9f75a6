package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentFormTest {

  private final DocumentForm form = new DocumentForm();

  static String[] honest() {
    return MojibakeTest.honest();
  }

  @ParameterizedTest
  @MethodSource("honest")
  void honest_text_stays_as_it_is(String text) {
    assertThat(form.normalise(text)).isEqualTo(text);
  }

  @Test
  void letters_are_composed_and_nothing_else_is_made_alike() {
    assertThat(form.normalise("Cafe\u0301 \u110B\u1162")).isEqualTo("Café 애");
    assertThat(form.normalise("ﬁ m² Ａ，１！「」…～")).isEqualTo("ﬁ m² Ａ，１！「」…～");
  }

  @Test
  void what_is_not_seen_is_gone() {
    assertThat(
            form.normalise(
                "\uFEFFa\u200Bb\u00ADc\u2060d\u200Ee\u202Af\u202Cg\u2066h\u2069\u0000i\u0007\u009Dj"
                    + "\uFFFEk\uFDD0l\uFFFCm\u3164n\u034Fo\u2063p\u061Cq\u180Er"))
        .isEqualTo("abcdefghijklmnopqr");
    assertThat(form.normalise("x\uDB40\uDC41\uDB40\uDC42y")).isEqualTo("xy");
    assertThat(form.normalise("\uFE0Fa \uFE0F")).isEqualTo("a ");
  }

  @Test
  void half_a_character_is_shown_as_missing() {
    assertThat(form.normalise("a\uD83Db\uDE00")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void spaces_are_one_kind_and_so_are_line_ends() {
    assertThat(form.normalise("a\u00A0b\u2009c\u3000d\u202Fe\tf")).isEqualTo("a b c d e\tf");
    assertThat(form.normalise("a\r\nb\rc\u2028d\u0085e\u000Cf")).isEqualTo("a\nb\nc\nd\ne\nf");
    assertThat(form.normalise("a\n\n\n\n\n\nb\n\n\nc")).isEqualTo("a\n\n\nb\n\n\nc");
  }

  @Test
  void joiners_stay_where_they_mean_something() {
    String persian = "می\u200Cخواهم";
    String hindi = "क्\u200Dष क्\u200Cष";
    String family = "👩\u200D👩\u200D👧 ❤\uFE0F\u200D🔥 👩🏽\u200D🚀";
    String scotland = "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F";
    assertThat(form.normalise(persian)).isEqualTo(persian);
    assertThat(form.normalise(hindi)).isEqualTo(hindi);
    assertThat(form.normalise(family)).isEqualTo(family);
    assertThat(form.normalise(scotland)).isEqualTo(scotland);
    assertThat(form.normalise("a\u200Db\u200Cc 中\u200D文 می\u200C ")).isEqualTo("abc 中文 می ");
  }

  @Test
  @Timeout(60)
  void a_letter_with_a_million_marks_keeps_thirty_of_them() {
    String marks = "\u0316\u0301".repeat(500_000);
    String form = this.form.normalise("a" + marks + "b");
    assertThat(form).startsWith("á\u0316").endsWith("b").hasSizeLessThanOrEqualTo(32);
    assertThat(this.form.normalise("ὰ" + marks.substring(0, 40))).hasSizeGreaterThanOrEqualTo(30);
  }

  @Test
  void the_form_of_a_form_is_itself_whatever_it_was_made_from() {
    Random random = new Random(11);
    int[] parts = {
      'a', '\n', '\r', ' ', 0xa0, 0x301, 0x200d, 0x200c, 0x1f469, 0xfe0f, 0x915, 0x94d, 0x1f3f4,
      0xe0067, 0xe007f, 0xd83d, 0xde00, 0x0, 0x2028, 0xfeff, 0x645, 0x3164, 0xac00, 0x1161, 0xf900
    };
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.appendCodePoint(parts[random.nextInt(parts.length)]);
      }
      String once = form.normalise(text.toString());
      assertThat(form.normalise(once)).isEqualTo(once);
    }
  }
}

package dev.sluice.corpus.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.LanguageLabel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OpenNlpIdentifierTest {

  private static final OpenNlpIdentifier IDENTIFIER = new OpenNlpIdentifier();

  @ParameterizedTest
  @CsvFileSource(resources = "sentences.csv", numLinesToSkip = 1, delimiter = '|')
  void the_language_and_script_of_a_sentence_are_told(String code, String script, String text) {
    LanguageLabel label = IDENTIFIER.identify(text);
    assertThat(label.code()).isEqualTo(code);
    assertThat(label.script()).isEqualTo(script);
    assertThat(label.score()).isBetween(0.4, 1.0);
  }

  @Test
  void too_short_or_wordless_texts_are_undetermined() {
    assertThat(IDENTIFIER.identify("")).isEqualTo(LanguageLabel.UNKNOWN);
    assertThat(IDENTIFIER.identify("12 + 30 = 42 !!!")).isEqualTo(LanguageLabel.UNKNOWN);
    assertThat(IDENTIFIER.identify("OK").code()).isEqualTo("und");
  }

  @Test
  void a_chinese_page_full_of_commands_is_chinese() {
    String page =
        "使用 apt-get install build-essential 命令安装编译工具，然后运行 make install 完成安装。"
            + "如果系统提示权限不够，请在命令前面加上 sudo。配置文件在 /etc/example/config.yaml 中。";
    assertThat(IDENTIFIER.identify(page).code()).isEqualTo("zh");
  }

  @Test
  void a_long_text_is_judged_by_more_than_its_start() {
    String english = "The page opens with a few words in English, as many do. ";
    String german = "Der eigentliche Text ist aber auf Deutsch geschrieben und sehr viel länger. ";
    assertThat(IDENTIFIER.identify(english.repeat(15) + german.repeat(200)).code()).isEqualTo("de");
  }

  @Test
  void many_threads_share_one_identifier() {
    List<String> codes =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(
                i -> IDENTIFIER.identify("Il pleut souvent en Bretagne, mais on s'y plaît bien."))
            .map(LanguageLabel::code)
            .distinct()
            .toList();
    assertThat(codes).containsExactly("fr");
  }
}

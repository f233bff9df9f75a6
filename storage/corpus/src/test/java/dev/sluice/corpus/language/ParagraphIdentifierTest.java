package dev.sluice.corpus.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.LanguageLabel.Share;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParagraphIdentifierTest {

  private static final String ENGLISH =
      "Nobody remembers when the old mill was built, but everyone knows who worked there.\n";
  private static final String GERMAN =
      "Niemand weiß mehr, wann die alte Mühle gebaut wurde, aber jeder kennt ihre Müller.\n";
  private static final String CHINESE = "没有人记得那座老磨坊是什么时候建的，但是大家都知道谁在那里工作过。\n";

  private static final ParagraphIdentifier IDENTIFIER = new ParagraphIdentifier();

  @ParameterizedTest
  @CsvFileSource(resources = "sentences.csv", numLinesToSkip = 1, delimiter = '|')
  void the_language_and_script_of_a_sentence_are_told(String code, String script, String text) {
    LanguageLabel label = IDENTIFIER.identify(text);
    assertThat(label.code()).isEqualTo(code);
    assertThat(label.script()).isEqualTo(script);
    assertThat(label.score()).isBetween(0.4, 1.0);
    assertThat(label.languages().get(0)).isEqualTo(new Share(code, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n\n ", "12 + 30 = 42 !!!", "😀👍🏽🎉 ☃️", "—…·"})
  void a_text_without_letters_is_undetermined(String text) {
    assertThat(IDENTIFIER.identify(text)).isEqualTo(LanguageLabel.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OK",
        "Page 3",
        "https://example.com/a/b?c=1 http://example.org/index.html",
        "ftp://files.example.net/pub/v1.2.3/README mailto:someone@example.com"
      })
  void a_text_of_a_word_or_of_addresses_is_undetermined(String text) {
    LanguageLabel label = IDENTIFIER.identify(text);
    assertThat(label.code()).isEqualTo("und");
    assertThat(label.script()).isEqualTo("Latn");
    assertThat(label.score()).isZero();
  }

  @Test
  void code_is_in_no_language() {
    String code =
        """
        public static int indexOf(byte[] array, byte target, int start, int end) {
          for (int i = start; i < end; i++) {
            if (array[i] == target) {
              return i;
            }
          }
          return -1;
        }
        import static java.util.Objects.requireNonNull;
        private final Map<String, List<Integer>> cache = new HashMap<>();
        """;
    assertThat(IDENTIFIER.identify(code).code()).isEqualTo("und");
  }

  @Test
  void a_page_about_code_is_in_the_language_of_its_prose() {
    String code = "for (int i = 0; i < n; i++) {\n  sum += values[i] * weights[i];\n}\n";
    LanguageLabel label = IDENTIFIER.identify(GERMAN + code + GERMAN + code + GERMAN);
    assertThat(label.code()).isEqualTo("de");
    assertThat(label.shareOf("de")).isGreaterThan(0.8);
  }

  @Test
  void a_chinese_page_full_of_commands_is_chinese() {
    String page =
        "使用 apt-get install build-essential 命令安装编译工具，然后运行 make install 完成安装。"
            + "如果系统提示权限不够，请在命令前面加上 sudo。配置文件在 /etc/example/config.yaml 中。";
    LanguageLabel label = IDENTIFIER.identify(page);
    assertThat(label.code()).isEqualTo("zh");
    assertThat(label.scripts()).extracting(Share::name).containsExactly("Latn", "Hani");
  }

  @Test
  void each_paragraph_of_a_mixed_page_has_its_language_and_an_ideograph_weighs_three_letters() {
    LanguageLabel label = IDENTIFIER.identify(ENGLISH + CHINESE + ENGLISH + CHINESE + CHINESE);
    double chinese = 3 * 3 * letters(CHINESE);
    double english = 2 * letters(ENGLISH);
    assertThat(label.code()).isEqualTo("zh");
    assertThat(label.script()).isEqualTo("Hans");
    assertThat(label.languages()).extracting(Share::name).containsExactly("zh", "en");
    assertThat(label.shareOf("zh")).isCloseTo(chinese / (chinese + english), within(0.001));
    assertThat(label.shareOf("zh") + label.shareOf("en")).isCloseTo(1, within(0.0011));
    assertThat(label.shareOf("fr")).isZero();
    assertThat(label.scripts()).extracting(Share::name).containsExactly("Latn", "Hani");
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  @Test
  void languages_of_one_script_are_told_apart_paragraph_by_paragraph() {
    LanguageLabel label = IDENTIFIER.identify(GERMAN + ENGLISH + GERMAN + ENGLISH + GERMAN);
    assertThat(label.code()).isEqualTo("de");
    assertThat(label.shareOf("de")).isCloseTo(0.6, within(0.02));
    assertThat(label.shareOf("en")).isCloseTo(0.4, within(0.02));
  }

  @Test
  void a_heading_is_in_the_language_of_the_text_around_it() {
    String headings = "Menu\nLinks\nTags\n";
    LanguageLabel label = IDENTIFIER.identify(headings + GERMAN.repeat(4) + headings);
    assertThat(label.languages()).containsExactly(new Share("de", 1));
  }

  @Test
  void a_long_text_is_judged_by_more_than_its_start() {
    assertThat(IDENTIFIER.identify(ENGLISH.repeat(15) + GERMAN.repeat(200)).code()).isEqualTo("de");
  }

  @Test
  void japanese_without_kana_is_told_by_characters_that_only_japan_uses() {
    assertThat(IDENTIFIER.identify("東京都渋谷区駅前広場").code()).isEqualTo("ja");
    assertThat(IDENTIFIER.identify("台北市大安區仁愛路的咖啡館").script()).isEqualTo("Hant");
  }

  @Test
  void a_chinese_text_that_quotes_a_word_of_kana_is_chinese() {
    String page = CHINESE.repeat(3) + "这个词在日文里写作“ありがとう”。\n";
    assertThat(IDENTIFIER.identify(page).code()).isEqualTo("zh");
  }

  @Test
  void korean_with_hanja_is_korean() {
    assertThat(IDENTIFIER.identify("大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다.").code()).isEqualTo("ko");
  }

  @Test
  void han_without_telling_characters_is_the_less_sure_the_shorter_it_is() {
    double few = IDENTIFIER.identify("水火山石").score();
    double more = IDENTIFIER.identify("水火山石水火山石水火山石").score();
    assertThat(few).isBetween(0.5, 0.8);
    assertThat(more).isGreaterThan(few);
  }

  @Test
  void what_the_page_states_decides_between_equals_only() {
    NgramModel undecided =
        new NgramModel(
            List.of(
                new NgramModel.Written("da", "Latn", UnicodeScript.LATIN),
                new NgramModel.Written("nb", "Latn", UnicodeScript.LATIN)),
            new float[2],
            new float[2][4],
            1,
            new byte[Grams.BUCKETS * 4]);
    ParagraphIdentifier identifier = new ParagraphIdentifier(undecided);
    LanguageLabel norwegian = identifier.identify(GERMAN, Optional.of("no"));
    assertThat(norwegian.code()).isEqualTo("nb");
    assertThat(norwegian.score()).isCloseTo(0.75, within(1e-9));
    assertThat(identifier.identify(GERMAN, Optional.of("da-DK")).code()).isEqualTo("da");
    assertThat(identifier.identify(GERMAN, Optional.of("en")).score()).isCloseTo(0.5, within(1e-9));
    assertThat(IDENTIFIER.identify(GERMAN, Optional.of("en-US")).code()).isEqualTo("de");
    assertThat(IDENTIFIER.identify(CHINESE, Optional.of("en")).code()).isEqualTo("zh");
    assertThat(IDENTIFIER.identify(GERMAN, Optional.of("")).code()).isEqualTo("de");
  }

  @Test
  void a_longer_text_is_told_more_surely() {
    double one = IDENTIFIER.identify("Het regent vandaag.").score();
    double many = IDENTIFIER.identify("Het regent vandaag, en morgen schijnt de zon weer.").score();
    assertThat(many).isGreaterThan(one);
  }

  @Test
  void a_script_that_few_pages_are_written_in_is_counted_but_not_named() {
    LanguageLabel label = IDENTIFIER.identify("ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉᛊ");
    assertThat(label.code()).isEqualTo("und");
    assertThat(label.script()).isEqualTo("Zyyy");
    assertThat(label.scripts()).containsExactly(new Share("Zzzz", 1));
  }

  @Test
  void a_line_of_a_million_letters_and_a_million_lines_are_read() {
    assertThat(IDENTIFIER.identify(ENGLISH.strip().repeat(15_000)).code()).isEqualTo("en");
    assertThat(IDENTIFIER.identify("a word\n".repeat(200_000)).languages()).hasSize(1);
  }

  @Test
  void many_threads_share_one_identifier() {
    List<LanguageLabel> labels =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(
                i -> IDENTIFIER.identify("Il pleut souvent en Bretagne, mais on s'y plaît bien."))
            .distinct()
            .toList();
    assertThat(labels).extracting(LanguageLabel::code).containsExactly("fr");
  }
}

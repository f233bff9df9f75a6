package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IcuSegmenterTest {

  private final IcuSegmenter segmenter = new IcuSegmenter();

  @Test
  void punctuation_marks_are_tokens_but_no_words() {
    Segments segments = segment("It's 3.5 km, isn't it?", "en", "Latn");
    assertThat(segments.tokens()).containsExactly("It's", "3.5", "km", ",", "isn't", "it", "?");
    assertThat(words(segments)).containsExactly("It's", "3.5", "km", "isn't", "it");
  }

  @Test
  void chinese_and_thai_are_cut_by_a_dictionary() {
    assertThat(words(segment("我们今天学习数据处理。", "zh", "Hans")))
        .containsExactly("我们", "今天", "学习", "数据", "处理");
    assertThat(words(segment("สวัสดีครับ", "th", "Thai"))).containsExactly("สวัสดี", "ครับ");
  }

  @Test
  void lines_are_stripped_and_blank_ones_left_out() {
    Segments segments = segment("one\n  two \n\n \nthree\n", "en", "Latn");
    assertThat(segments.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void sentences_end_at_full_stops_of_any_script_and_at_line_ends() {
    assertThat(segment("He left. She stayed!\nA heading\n今天很冷。明天呢？", "en", "Latn").sentences())
        .containsExactly("He left.", "She stayed!", "A heading", "今天很冷。", "明天呢？");
  }

  @Test
  void an_empty_text_has_no_segments() {
    Segments segments = segmenter.segment(" \n ", LanguageLabel.UNKNOWN);
    assertThat(segments.tokens()).isEmpty();
    assertThat(segments.lines()).isEmpty();
    assertThat(segments.sentences()).isEmpty();
  }

  @Test
  void many_threads_share_one_segmenter() {
    String text = "我们今天学习数据处理。 The end. ".repeat(50);
    List<String> alone = segment(text, "zh", "Hans").tokens();
    assertThat(
            IntStream.range(0, 16).parallel().mapToObj(i -> segment(text, "zh", "Hans").tokens()))
        .allMatch(alone::equals);
  }

  private static List<String> words(Segments segments) {
    TokenSpans spans = segments.spans();
    List<String> tokens = segments.tokens();
    return IntStream.range(0, spans.count()).filter(spans::isWord).mapToObj(tokens::get).toList();
  }

  private Segments segment(String text, String code, String script) {
    return segmenter.segment(text, new LanguageLabel(code, script, 1));
  }
}

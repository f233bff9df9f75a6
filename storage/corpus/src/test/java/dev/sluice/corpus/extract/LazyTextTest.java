package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Format;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.pages.model.PageUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LazyTextTest {

  private static final String FIRST =
      "The pump hums since Monday, and it hums louder every day than it did the day before.";
  private static final String SECOND =
      "Open the valve at the top, wait until water comes, and close it again with both hands.";

  private final MainTextExtractor extractor = new MainTextExtractor();

  private Extracted extract(String page) {
    return extractor.extract(page, "text/html", PageUrl.parse("http://app.example.test/"));
  }

  @Test
  void the_body_of_an_article_in_json_ld_is_read_where_the_page_shows_none() {
    Extracted page =
        extract(
            "<body><div id=app>Loading</div><script type='application/ld+json'>{\"@graph\":[{"
                + "\"description\":\"A pump that hums, and what can be done about it in general, in"
                + " many many words that are longer than the body of the article, which is rare but"
                + " does happen now and then, as every crawler of the web comes to know.\","
                + "\"articleBody\":\""
                + FIRST
                + "\\n\\n"
                + SECOND
                + "\"}]}</script>");
    assertThat(page.text()).isEqualTo(FIRST + "\n\n" + SECOND);
    assertThat(page.notes()).singleElement().asString().contains("JSON-LD");
  }

  @Test
  void the_state_of_a_program_gives_its_paragraphs_and_html_in_it_is_rendered() {
    String blocks =
        "{\"props\":{\"pageProps\":{\"url\":\"https://a.test/x\",\"blocks\":[{\"text\":\""
            + FIRST
            + "\"},{\"text\":\""
            + SECOND
            + "\"}]}}}";
    assertThat(extract("<script id=__NEXT_DATA__ type='application/json'>" + blocks + "</script>"))
        .extracting(Extracted::text)
        .isEqualTo(FIRST + "\n\n" + SECOND);
    String html =
        "<script>window.__INITIAL_STATE__ = {\"post\":{\"html\":\"<h2>Pumps<\\/h2><p>"
            + FIRST
            + "<\\/p><ul><li>"
            + SECOND
            + "<\\/li><\\/ul>\"}}; window.go();</script>";
    assertThat(extract(html).text()).isEqualTo("Pumps\n\n" + FIRST + "\n\n- " + SECOND);
    assertThat(
            extractor
                .extract(
                    html,
                    "text/html",
                    PageUrl.parse("http://app.example.test/"),
                    ExtractSettings.STANDARD.withFormat(Format.MARKDOWN))
                .text())
        .startsWith("## Pumps\n\n");
  }

  @Test
  void the_pieces_of_one_paragraph_are_joined() {
    String page =
        "<script id=__NUXT_DATA__ type='application/json'>{\"doc\":[{\"children\":[{\"text\":\"The"
            + " pump \"},{\"text\":\"hums\"},{\"text\":\" since Monday, and it hums louder every day"
            + " than before, which nobody can sleep through.\"}]},{\"children\":[{\"text\":\""
            + SECOND
            + "\"}]}]}</script>";
    assertThat(extract(page).text())
        .isEqualTo(
            "The pump hums since Monday, and it hums louder every day than before, which nobody can"
                + " sleep through.\n\n"
                + SECOND);
  }

  @Test
  void the_words_of_settings_are_no_text() {
    String labels =
        "{\"label\":\"Removes ads from the page\"},{\"label\":\"Passes debug flags on\"},";
    assertThat(
            extract(
                    "<p>Play</p><script type='application/json'>{\"flags\":["
                        + labels.repeat(20)
                        + "{\"label\":\"End\"}]}</script>")
                .text())
        .isEqualTo("Play");
  }

  @Test
  void templates_and_inner_frames_are_read_too() {
    String text = "<p>" + FIRST + "</p><p>" + SECOND + "</p>";
    assertThat(extract("<template><div>" + text + "</div></template>").text())
        .isEqualTo(FIRST + "\n\n" + SECOND);
    assertThat(extract("<iframe srcdoc=\"" + text + "\"></iframe>").text())
        .isEqualTo(FIRST + "\n\n" + SECOND);
    assertThat(extract("<frameset><noframes>" + text + "</noframes></frameset>").text())
        .isEqualTo(FIRST + "\n\n" + SECOND);
  }

  @Test
  void a_page_that_shows_its_text_is_taken_at_its_word() {
    String shown = "<p>" + FIRST.repeat(5) + "</p>";
    Extracted page =
        extract(
            shown
                + "<script id=__NEXT_DATA__ type='application/json'>{\"a\":\""
                + SECOND.repeat(100)
                + "\"}</script>");
    assertThat(page.text()).isEqualTo(FIRST.repeat(5));
    assertThat(page.notes()).isEmpty();
  }

  @Test
  @Timeout(60)
  void json_that_is_broken_deep_or_huge_is_read_as_far_as_it_goes() {
    String head = "<script type='application/json'>";
    assertThat(extract(head + "[".repeat(1_000_000) + "</script>").text()).isEmpty();
    assertThat(extract(head + "{\"a\":\"" + FIRST + SECOND + "\",\"b\":</script>").text())
        .isEqualTo(FIRST + SECOND);
    assertThat(extract(head + "[" + "\"a\",".repeat(1_000_000) + "1]</script>").text()).isEmpty();
    assertThat(extract(head + "{\"a\":\"" + "x ".repeat(5_000_000) + "\"}</script>").text())
        .isEmpty();
  }
}

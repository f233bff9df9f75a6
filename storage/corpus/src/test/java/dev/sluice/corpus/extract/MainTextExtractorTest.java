package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Favour;
import dev.sluice.corpus.model.ExtractSettings.Format;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTextExtractorTest {

  private static final PageUrl URL = PageUrl.parse("http://docs.example.test/page.html");

  private final MainTextExtractor extractor = new MainTextExtractor();

  static Stream<String> cases() throws IOException, URISyntaxException {
    Path folder = Path.of(MainTextExtractorTest.class.getResource("blog-article.html").toURI());
    try (Stream<Path> files = Files.list(folder.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".html"))
          .map(name -> name.substring(0, name.length() - ".html".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_page_reads_as_a_person_would_copy_it(String name) {
    assertThat(html(file(name + ".html")).text()).isEqualTo(file(name + ".txt").strip());
  }

  @Test
  void a_page_states_its_title_author_date_site_and_language() {
    Extracted page = html(file("blog-article.html"));
    assertThat(page.title()).contains("How bread rises");
    assertThat(page.stated().authors()).containsExactly("Ada Miller");
    assertThat(page.stated().published()).contains("2024-03-05T08:30:00+01:00");
    assertThat(page.stated().siteName()).contains("The Small Bakery");
    assertThat(page.stated().languageHint()).contains("en");
  }

  @Test
  void the_title_loses_the_name_of_the_site() {
    assertThat(html(file("chinese-article.html")).title()).contains("茶叶的三种做法");
    assertThat(
            html("<title>A - B - Site</title><meta property=og:site_name content=Site><p>x")
                .title())
        .contains("A - B");
  }

  @Test
  void the_date_is_also_read_from_structured_data_and_broken_json_is_passed_over() {
    String page =
        "<script type=application/ld+json>{broken \"datePublished\"</script>"
            + "<script type=application/ld+json>"
            + "{\"@graph\":[{\"datePublished\":\"2023-01-02T03:04:05Z\"}]}</script><p>text</p>";
    assertThat(html(page).stated().published()).contains("2023-01-02T03:04:05Z");
  }

  @Test
  void plain_text_is_taken_as_it_is_with_one_kind_of_line_end() {
    Extracted page = extractor.extract("one\r\n  two <b>\rthree\n", "text/plain", URL);
    assertThat(page.text()).isEqualTo("one\n  two <b>\nthree");
    assertThat(page.title()).isEmpty();
  }

  @Test
  void an_empty_page_has_no_text() {
    assertThat(html("").text()).isEmpty();
    assertThat(html("<script>x</script>").text()).isEmpty();
    assertThat(html("<frameset><frame src=a></frameset>").text()).isEmpty();
  }

  @Test
  void a_page_that_is_all_menu_is_not_lost() {
    assertThat(
            html("<div class=menu><p>Opening hours: nine to five, closed on Mondays</p></div>")
                .text())
        .isEqualTo("Opening hours: nine to five, closed on Mondays");
  }

  @Test
  void inline_elements_put_no_space_into_words() {
    assertThat(html("<p>un<b>believ</b>able<span> </span>H<sub>2</sub>O</p>").text())
        .isEqualTo("unbelievable H2O");
  }

  @Test
  void comments_are_kept_if_that_is_asked_for_and_recall_keeps_no_less_than_precision() {
    String prose = "<p>Yeast eats sugar and gives off gas, which the dough catches.</p>".repeat(8);
    String page =
        "<article><h1>How bread rises</h1>"
            + prose
            + "<ul><li><a href=1>One page</a><li><a href=2>Another</a><li><a href=3>Third</a></ul>"
            + "</article><section id=comments><p>Great post, it worked for us at once.</p></section>";
    assertThat(html(page, Favour.BALANCE, true)).contains("Yeast", "Great post");
    assertThat(html(page, Favour.PRECISION, false)).contains("Yeast").doesNotContain("Great post");
    assertThat(html(page, Favour.RECALL, false).length())
        .isGreaterThanOrEqualTo(html(page, Favour.BALANCE, false).length());
    assertThat(html(page, Favour.BALANCE, false).length())
        .isGreaterThanOrEqualTo(html(page, Favour.PRECISION, false).length());
  }

  private String html(String page, Favour favour, boolean comments) {
    ExtractSettings settings = new ExtractSettings(Format.TEXT, false, favour, comments);
    return extractor.extract(page, "text/html", URL, settings).text();
  }

  @Test
  void a_repair_is_noted_and_titles_are_repaired_too() {
    Extracted page = html("<title>Donâ€™t</title><p>It isnâ€™t true.</p>");
    assertThat(page.text()).isEqualTo("It isn’t true.");
    assertThat(page.title()).contains("Don’t");
    assertThat(page.notes())
        .containsExactly("repaired UTF-8 that had been read as windows-1252, in 2 places");
    assertThat(html("<p>It isn’t true.</p>").notes()).isEmpty();
  }

  @Test
  void a_page_that_is_too_large_says_that_it_was_not_read_to_its_end() {
    Extracted page = html("<p>" + "Rain again. ".repeat(1_400_000) + "<p>The end.");
    assertThat(page.text()).startsWith("Rain again. Rain").doesNotContain("The end.");
    assertThat(page.notes())
        .containsExactly(
            "the page is too large: it was read as far as the budget for one page goes");
  }

  @Test
  @Timeout(20)
  void a_page_nested_ten_thousand_deep_is_read() {
    String page = "<div>".repeat(10_000) + "<p>deep down</p>" + "</div>".repeat(10_000);
    assertThat(html(page).text()).isEqualTo("deep down");
    String inline = "<b><i>".repeat(5_000) + "deep";
    assertThat(html(inline).text()).isEqualTo("deep");
    assertThat(html("<ul><li>".repeat(5_000) + "deep").text()).contains("deep");
  }

  @Test
  @Timeout(20)
  void time_grows_with_the_size_of_the_page_only() {
    String paragraph =
        "<p>A sentence, with a mark. <a href=x>More</a></p><table><tr><td>1<td>2</table>";
    Duration small = timed(paragraph.repeat(2_000));
    Duration large = timed(paragraph.repeat(16_000));
    assertThat(large).isLessThan(small.plusMillis(50).multipliedBy(24));
  }

  private Duration timed(String page) {
    html(page);
    long start = System.nanoTime();
    html(page);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Extracted html(String page) {
    return extractor.extract(page, "text/html", URL);
  }

  private static String file(String name) {
    try (var in = MainTextExtractorTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

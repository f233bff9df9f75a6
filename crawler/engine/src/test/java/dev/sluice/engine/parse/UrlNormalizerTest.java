package dev.sluice.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.pages.model.PageUrl;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlNormalizerTest {

  private static final String[] PIECES = {
    "http://",
    "https:",
    "//",
    "h.example",
    ":",
    "80",
    "/",
    ".",
    "..",
    "%",
    "%41",
    "?",
    "#",
    "@",
    "[",
    "]",
    "中",
    "ü",
    " ",
    "\\",
    "&",
    "=",
    "a",
    "\t",
    "xn--",
    "\u200b",
    "-",
    "\ud800",
    "\0"
  };

  private final UrlNormalizer normalizer = new UrlNormalizer();

  @ParameterizedTest
  @CsvFileSource(
      resources = "/parse/urls.csv",
      delimiter = '|',
      commentCharacter = '#',
      quoteCharacter = '\0')
  void urls_are_brought_into_normal_form(String written, String normal) {
    assertThat(normalizer.normalize(written).map(PageUrl::toString).orElse("-")).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "://", "http", "http:"})
  void what_is_hardly_anything_is_no_reason_to_stop(String written) {
    assertThatCode(() -> normalizer.normalize(written)).doesNotThrowAnyException();
  }

  @Test
  void whatever_people_write_gives_a_url_or_nothing() {
    SplittableRandom random = new SplittableRandom(7);
    int urls = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder written = new StringBuilder(random.nextInt(3) > 0 ? "http://h.example" : "");
      for (int piece = random.nextInt(14); piece >= 0; piece--) {
        written.append(PIECES[random.nextInt(PIECES.length)]);
      }
      Optional<PageUrl> url = normalizer.normalize(written.toString());
      urls += url.isPresent() ? 1 : 0;
      url.ifPresent(some -> assertThat(PageUrl.parse(some.toString())).isEqualTo(some));
    }
    assertThat(urls).isBetween(1000, 19_000);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/parse/links.csv",
      delimiter = '|',
      commentCharacter = '~',
      quoteCharacter = '\0')
  void links_are_resolved_and_brought_into_normal_form(String base, String link, String url) {
    String written = link == null ? "" : link.replace("\\t", "\t").replace("\\n", "\n");
    Optional<PageUrl> resolved = normalizer.resolve(PageUrl.parse(base), written);
    assertThat(resolved.map(PageUrl::toString).orElse("-")).isEqualTo(url);
  }
}

package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalLinkTest {

  private static final PageUrl PAGE = PageUrl.parse("https://a.example/folder/page?x=1");

  @ParameterizedTest
  @CsvSource({
    "https://A.Example/Path#part, https://a.example/Path",
    "HTTPS://a.example, https://a.example/",
    "https://a.example:443/x?b=2&a=1, https://a.example/x?b=2&a=1",
    "http://a.example:8080/, http://a.example:8080/",
    "https://a.example/%7euser/%e4%bd%a0, https://a.example/~user/%E4%BD%A0",
    "https://a.example/你 好, https://a.example/%E4%BD%A0%20%E5%A5%BD",
    "https://bücher.example/, https://xn--bcher-kva.example/"
  })
  void addressesAreBroughtIntoNormalForm(String address, String normal) {
    assertThat(CanonicalLink.normal(address)).hasValue(PageUrl.parse(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/path", "ftp://a.example/", "https://", "https://a b/", "https:///x"})
  void whatIsNoAddressOfAWebPageIsNone(String address) {
    assertThat(CanonicalLink.normal(address)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<https://a.example/x>; rel=\"canonical\" | https://a.example/x",
        "</x>;REL=Canonical | https://a.example/x",
        "<other>; title=\"a, b\"; rel=\"prev canonical\" | https://a.example/folder/other",
        "</n>; rel=next, </c>; rel=canonical | https://a.example/c",
        "</n>; rel=next | ",
        "</n>; rel=\"canonical-url\" | ",
        "</a>; rel=canonical, </b>; rel=canonical | ",
        "<:::>; rel=canonical | ",
        "</n>; title=\"rel=canonical | "
      })
  void theHeaderCanNameIt(String link, String named) {
    assertThat(CanonicalLink.inHeader(List.of(link), PAGE))
        .isEqualTo(Optional.ofNullable(named).map(PageUrl::parse));
  }

  @Test
  void theHeadOfAPageNamesIt() {
    assertThat(named("<link rel=canonical href='../'>", "")).hasValue("https://a.example/");
    assertThat(named("<base href='https://b.example/'><link rel='CANONICAL' href=x>", ""))
        .hasValue("https://b.example/x");
    assertThat(named("<link rel=alternate href=x>", "")).isEmpty();
  }

  @Test
  void thePageThatNamesSeveralNamesNone() {
    assertThat(named("<link rel=canonical href=/a><link rel=canonical href=/a#b>", ""))
        .hasValue("https://a.example/a");
    assertThat(named("<link rel=canonical href=/a><link rel=canonical href=/b>", "")).isEmpty();
  }

  @Test
  void whatStandsInTheBodyIsNoStatementOfThePage() {
    assertThat(named("", "<link rel=canonical href=/a><a rel=canonical href=/b>b</a>")).isEmpty();
  }

  private static Optional<String> named(String head, String body) {
    String page =
        "<html><head><title>t</title>%s</head><body><p>A paragraph.</p>%s</body></html>"
            .formatted(head, body);
    return new MainTextExtractor()
        .extract(page, "text/html", PAGE, ExtractSettings.STANDARD)
        .stated()
        .canonical()
        .map(PageUrl::toString);
  }
}

package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.dedup.SomePages.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

  private static final Page PAGE = SomePages.page("https://www.a.example/x", "a text");

  @ParameterizedTest
  @CsvSource({
    "site, https://www.a.co.uk/, https://b.a.co.uk/x, true",
    "site, https://a.co.uk/, https://b.co.uk/, false",
    "site, https://one.github.io/, https://two.github.io/, false",
    "site, http://127.0.0.1/, http://127.0.0.2/, false",
    "site, http://127.0.0.1/a, https://127.0.0.1:8443/b, true",
    "host, https://www.a.co.uk/, https://b.a.co.uk/, false",
    "host, http://a.co.uk/, https://a.co.uk/b, true",
    "corpus, https://a.org/, https://b.com/, true"
  })
  void pagesMeetInTheirSiteOrHost(String within, String one, String other, boolean meet) {
    assertMeet(within, SomePages.page(one, "x"), SomePages.page(other, "x"), meet);
  }

  @Test
  void pagesMeetInTheirLanguageSeedOrMonth() {
    assertMeet("language", PAGE.in("zh"), PAGE.in("zh"), true);
    assertMeet("language", PAGE.in("zh"), PAGE.in("ja"), false);
    assertMeet("seed", PAGE.seed("one"), PAGE.seed("two"), false);
    Page lastOfMonth = PAGE.at(Instant.parse("2026-10-31T23:59:59.999Z"));
    assertMeet("month", lastOfMonth, PAGE.at(Instant.parse("2026-10-01T00:00:00Z")), true);
    assertMeet("month", lastOfMonth, PAGE.at(Instant.parse("2026-11-01T00:00:00Z")), false);
    assertMeet("month", lastOfMonth, PAGE.at(Instant.parse("2025-10-31T00:00:00Z")), false);
  }

  private static void assertMeet(String within, Page one, Page other, boolean meet) {
    Scope scope = Scope.of(Steps.parameters(List.of(Scope.PARAMETER), "within", within));
    long key = 0x123456789abcdef0L;
    boolean equal = scope.key(one.signature(0), key) == scope.key(other.signature(1), key);
    assertThat(equal).isEqualTo(meet);
    assertThat(scope.key(one.signature(0), key)).isNotEqualTo(scope.key(one.signature(0), ~key));
  }
}

package dev.sluice.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.TrapLimits;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TrapsTest {

  private final Traps traps =
      new Traps(TrapLimits.DEFAULT, InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));

  @ParameterizedTest
  @CsvFileSource(resources = "/scope/traps.csv", delimiter = '|', commentCharacter = '#')
  void urls_that_only_a_program_would_make_are_traps(String url, String why) {
    assertThat(answer(url)).isEqualTo(why);
  }

  private String answer(String url) {
    Refused refused = traps.check(PageUrl.parse(url));
    return refused == null ? "-" : refused.why().name();
  }

  @Test
  void long_urls_are_refused_by_path_and_query_together() {
    assertThat(answer("http://h.example/" + "x".repeat(1023))).isEqualTo("-");
    assertThat(answer("http://h.example/?" + "x".repeat(1023))).isEqualTo("TOO_LONG");
  }
}

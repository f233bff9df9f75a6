package dev.sluice.pages.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> WORDS = List.of("max-depth", "max-pages", "delay");

  @Test
  void findsTheWordThatWasProbablyMeant() {
    assertThat(Nearest.to("max-dept", WORDS)).contains("max-depth");
    assertThat(Nearest.to("MAX_PAGES", WORDS)).contains("max-pages");
    assertThat(Nearest.to("deley", WORDS)).contains("delay");
    assertThat(Nearest.to("maxpages", WORDS)).contains("max-pages");
  }

  @Test
  void namesNoWordThatIsFarAway() {
    assertThat(Nearest.to("colour", WORDS)).isEmpty();
    assertThat(Nearest.to("", WORDS)).isEmpty();
    assertThat(Nearest.hint("colour", WORDS)).isEqualTo("; known are max-depth, max-pages, delay");
  }
}

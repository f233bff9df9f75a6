package dev.sluice.engine.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RobotsFetchTest {

  private static final Origin ORIGIN = new Origin("https", "www.example.org", 443);
  private static final String CUT = "User-agent: *\nDisallow: /private\nDisallow: /";

  private static String rules(boolean truncated) {
    byte[] body = CUT.getBytes(StandardCharsets.UTF_8);
    Answer answer =
        new Answer(
            200, Headers.NONE, body, truncated, "192.0.2.1", false, Duration.ZERO, Instant.EPOCH);
    return new String(RobotsFetch.first(ORIGIN).settle(answer).body(), StandardCharsets.UTF_8);
  }

  @Test
  void halfARuleAtTheEndOfAFileThatWasCutIsLeftOut() {
    assertThat(rules(true)).isEqualTo("User-agent: *\nDisallow: /private\n");
  }

  @Test
  void theLastRuleOfAWholeFileNeedsNoLineBreak() {
    assertThat(rules(false)).isEqualTo(CUT);
  }
}

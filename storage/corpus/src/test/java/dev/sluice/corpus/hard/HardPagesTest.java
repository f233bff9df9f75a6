package dev.sluice.corpus.hard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.hard.HardPages.HardPage;
import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.pages.model.RawPage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No page costs more than the largest that people write, and none is lost.
 *
 * <p>Memory is measured exactly, as what the thread allocates in all; at no time is more of it in
 * use. Time is the thread's own on a processor, in units of an ordinary page that is read in the
 * same run: machines differ, and are busy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardPagesTest {

  /** All that reading one page may allocate, most of which is free again at once. */
  private static final long MOST_ALLOCATED_BYTES = 900_000_000;

  /** Two seconds are about 40 times what the ordinary page of 2 MB takes once code is compiled. */
  private static final int MOST_TIMES_THE_ORDINARY = 60;

  /** A line of a list can begin with many spaces. */
  private static final int MOST_TIMES_THE_INPUT = 20;

  /** On any machine this much is allowed. */
  private static final double SECONDS = 2;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final PageFunctions functions = Cleaner.standardFunctions();
  private double mostSeconds;

  static List<HardPage> pages() {
    return HardPages.all();
  }

  @BeforeAll
  void readOrdinaryPages() {
    byte[] ordinary =
        ("<p>" + HardPages.BEFORE + "<p>" + HardPages.AFTER)
            .repeat(5_500)
            .getBytes(StandardCharsets.UTF_8);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      least = Math.min(least, read(ordinary).seconds());
    }
    mostSeconds = Math.max(SECONDS, MOST_TIMES_THE_ORDINARY * least);
  }

  private record Reading(Extracted content, double seconds, long allocatedBytes) {}

  private Reading read(byte[] body) {
    RawPage page =
        MemorySnapshot.page("https://example.com/", Instant.EPOCH, 200, "text/html", body);
    long nanos = thread.getCurrentThreadCpuTime();
    long bytes = thread.getCurrentThreadAllocatedBytes();
    Decoded decoded = functions.decoder().decode(page);
    Extracted content =
        functions.extractor().extract(decoded.text(), "text/html", page.capture().url());
    functions.languages().identify(content.text());
    return new Reading(
        content,
        (thread.getCurrentThreadCpuTime() - nanos) / 1e9,
        thread.getCurrentThreadAllocatedBytes() - bytes);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aHardPageIsReadWithinBoundsAndNotLost(HardPage page) {
    byte[] body = page.body().get();
    Reading reading = read(body);
    String text = reading.content().text();
    assertThat(text).isNotBlank();
    assertThat(text.length()).isLessThanOrEqualTo(MOST_TIMES_THE_INPUT * body.length + 1_000);
    assertThat(reading.allocatedBytes()).isLessThan(MOST_ALLOCATED_BYTES);
    assertThat(reading.seconds()).isLessThan(mostSeconds);
  }

  @Test
  void aPageOfNothingButFramesIsDroppedWithTheReason() {
    String frames = "<html><frameset>" + "<frame src=x>".repeat(100_000) + "</frameset></html>";
    RawPage page =
        MemorySnapshot.page("https://example.com/", Instant.EPOCH, 200, "text/html", frames);
    Cleaned cleaned = new Cleaner(Recipes.load("raw-text"), functions).clean(page);
    assertThat(cleaned)
        .isInstanceOfSatisfying(
            Cleaned.Rejected.class,
            rejected ->
                assertThat(rejected.row().drop().orElseThrow().cause().rule())
                    .isEqualTo("extract/characters"));
  }
}

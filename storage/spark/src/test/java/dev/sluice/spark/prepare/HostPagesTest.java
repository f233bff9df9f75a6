package dev.sluice.spark.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.spark.model.PageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPagesTest {

  /** Bodies of 20 MiB go to a file, those of 20 KiB do not. */
  @ParameterizedTest
  @ValueSource(ints = {1 << 10, 1 << 20})
  void pagesComeBackAsTheyWereAddedHoweverMany(int bodyBytes) {
    Random random = new Random(7);
    List<RawPage> added = new ArrayList<>();
    try (HostPages pages = new HostPages()) {
      for (int i = 0; i < 20; i++) {
        byte[] body = new byte[bodyBytes];
        random.nextBytes(body);
        PageUrl url = PageUrl.parse("https://one.example/" + (char) ('a' + i));
        RawPage page = RawPage.uncrawled(url, "text/html", body);
        added.add(page);
        pages.add(PageRow.of(page));
      }
      pages.finish();
      List<Capture> captures = added.stream().map(RawPage::capture).toList();
      try (Scan<Capture> scan = pages.captures();
          Scan<PageRow> rows = pages.rows()) {
        for (RawPage page : added) {
          assertThat(scan.next()).isEqualTo(page.capture());
          assertThat(rows.next().body()).isEqualTo(page.body());
        }
        assertThat(scan.hasNext()).isFalse();
        assertThat(rows.hasNext()).isFalse();
      }
      List<Capture> sample = List.of(captures.get(17), captures.get(3));
      List<byte[]> read = pages.withBodies(sample, body -> sample.stream().map(body).toList());
      assertThat(read.get(0)).isEqualTo(added.get(17).body());
      assertThat(read.get(1)).isEqualTo(added.get(3).body());
    }
  }
}

package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.engine.robots.Robots;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exact bytes of a row of each table. */
class LayoutTest {

  private static final String WHY =
      "folders that exist hold these bytes: a change needs a new version byte, and a reader of both";
  private static final Instant NOW = Instant.ofEpochMilli(1_793_534_400_000L);
  private static final PageUrl PAGE = PageUrl.parse("https://www.h.example:8443/a?b=1");

  private DataFolder data;

  @BeforeEach
  void open(@TempDir Path folder) {
    data = DataFolder.openForWriting(folder, Frontier.TABLES);
  }

  @AfterEach
  void close() {
    data.close();
  }

  /** The only row of a table, as key and value in hex. */
  private String row(String table) {
    try (Scan<Row> rows = data.table(table).scanAll()) {
      Row row = rows.next();
      assertThat(rows.hasNext()).isFalse();
      return hex(row.key()) + " = " + hex(row.value());
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private void queue(int depth) {
    queue(new CrawlUrl(PAGE, depth, "seed", Optional.of(PageUrl.parse("http://h.example/"))));
  }

  private void queue(CrawlUrl url) {
    try (Batch batch = data.newBatch()) {
      UrlTable urls = new UrlTable(data::table);
      urls.addNew(batch, List.of(UrlTable.newPlace(url, VisitHistory.NONE, NOW)));
      batch.commit();
    }
  }

  @Test
  void a_url() {
    queue(2);
    assertThat(row("urls"))
        .as(WHY)
        .isEqualTo(
            hex("example,h,www)https:8443/a?b=1")
                + " = 01"
                + "00" // QUEUED
                + "00" // PAGE
                + "04" // depth 2
                + "08"
                + hex("seed")
                + "22"
                + hex("http://h.example/")
                + "80d8d8efb268"
                + "00" // attempts
                + "00" // detail
                + "00"); // visits
  }

  @Test
  void a_url_that_redirects_led_to() {
    CrawlUrl url = new CrawlUrl(PAGE, Kind.PAGE, 2, "seed", Optional.empty(), 3);
    queue(url);
    assertThat(row("urls"))
        .as(WHY)
        .isEqualTo(
            hex("example,h,www)https:8443/a?b=1")
                + " = 02"
                + "00" // QUEUED
                + "00" // PAGE
                + "04" // depth 2
                + "06" // redirects
                + "08"
                + hex("seed")
                + "00" // a seed's
                + "80d8d8efb268"
                + "00" // attempts
                + "00" // detail
                + "00"); // visits
    assertThat(new UrlTable(data::table).find(PAGE).orElseThrow().url()).isEqualTo(url);
  }

  @Test
  void a_place_in_the_queue() {
    queue(2);
    assertThat(row("queue"))
        .as(WHY)
        .isEqualTo(
            hex("example,h,www)") + "02" + "000001a196fb1600" + hex("https:8443/a?b=1") + " = 01");
  }

  @Test
  void depths_beyond_a_byte_stand_at_the_end_of_the_queue() {
    queue(70_000);
    assertThat(row("queue")).as(WHY).startsWith(hex("example,h,www)") + "ff" + "000001a196fb1600");
  }

  @Test
  void a_tally() {
    queue(2);
    assertThat(data.table("tallies").count("queued".getBytes(StandardCharsets.UTF_8))).isOne();
    assertThat(data.table("tallies").count("urls".getBytes(StandardCharsets.UTF_8))).isOne();
  }

  @Test
  void a_host() {
    try (Batch batch = data.newBatch()) {
      HostClock clock = new HostClock(NOW, Duration.ofMillis(1500), 3, NOW, Duration.ofMillis(40));
      byte[] cursor = {7};
      HostRecord host = new HostRecord(clock, 5, Standing.WAITING, NOW, cursor, 12);
      new HostTable(data::table).move(batch, "example,h)", Optional.empty(), host);
      batch.commit();
    }
    assertThat(row("hosts"))
        .as(WHY)
        .isEqualTo(
            hex("example,h)")
                + " = 01"
                + "80d8d8efb268"
                + "b817" // Crawl-delay
                + "06" // failures
                + "80d8d8efb268"
                + "50" // latency
                + "0a" // priority
                + "02" // WAITING
                + "80d8d8efb268"
                + "0207" // cursor
                + "18"); // pages
    assertThat(row("agenda")).as(WHY).isEqualTo("05000001a196fb1600" + hex("example,h)") + " = 01");
  }

  @Test
  void a_robots_txt() {
    RobotsRecord record =
        new RobotsRecord(
            new Origin("https", "h.example", 443),
            Outcome.RULES,
            200,
            "x".getBytes(),
            "[]".getBytes(),
            NOW,
            Optional.empty(),
            "ok");
    try (Batch batch = data.newBatch()) {
      new Robots(data.table("robots")).add(batch, record);
      batch.commit();
    }
    assertThat(row("robots"))
        .as(WHY)
        .isEqualTo(
            hex("https://h.example")
                + " = 02"
                + "00" // RULES
                + "9003" // 200
                + "02"
                + hex("x")
                + "04"
                + hex("[]")
                + "80d8d8efb268"
                + "00" // not unreachable
                + "04"
                + hex("ok"));
  }
}

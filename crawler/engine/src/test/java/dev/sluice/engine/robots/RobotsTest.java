package dev.sluice.engine.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobotsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Origin ORIGIN = new Origin("https", "h.example", 443);
  private static final String NO_X = "User-agent: *\nDisallow: /x\n";
  private static final String TDMREP = "[{\"location\": \"/\", \"tdm-reservation\": 1}]";

  @TempDir private Path folder;
  private DataFolder data;

  @BeforeEach
  void open() {
    data = DataFolder.openForWriting(folder, List.of(Robots.TABLE));
  }

  @AfterEach
  void close() {
    data.close();
  }

  private Table table() {
    return data.table(Robots.TABLE.name());
  }

  private static RobotsRecord record(Outcome outcome, Instant at, String body, String tdmrep) {
    return new RobotsRecord(
        ORIGIN,
        outcome,
        outcome == Outcome.RULES ? 200 : 503,
        body.getBytes(StandardCharsets.UTF_8),
        tdmrep.getBytes(StandardCharsets.UTF_8),
        at,
        outcome == Outcome.UNREACHABLE ? Optional.of(at) : Optional.empty(),
        "as told");
  }

  private void commit(Robots robots, RobotsRecord record) {
    try (Batch batch = data.newBatch()) {
      robots.add(batch, record);
      batch.commit();
    }
    robots.committed(record);
  }

  @Test
  void rules_and_reservations_hold_for_a_day_and_are_read_again_from_the_store() {
    Robots first = new Robots(table());
    commit(first, record(Outcome.RULES, NOW, NO_X, TDMREP));
    for (Robots robots : List.of(first, new Robots(table()))) {
      RobotsRules rules = robots.rules(ORIGIN, NOW).orElseThrow();
      assertThat(rules.allows(ORIGIN.resolve("/x"))).isFalse();
      assertThat(rules.directives(ORIGIN.resolve("/y")))
          .extracting(Directive::meaning)
          .containsExactly(Meaning.TDM_RESERVED);
      assertThat(robots.rules(ORIGIN, NOW.plus(Robots.LIFE))).isEmpty();
    }
  }

  @Test
  void rules_that_were_fetched_years_from_now_do_not_hold() {
    Robots robots = new Robots(table());
    commit(robots, record(Outcome.RULES, NOW.plus(Duration.ofDays(3_000)), NO_X, ""));
    assertThat(robots.rules(ORIGIN, NOW)).isEmpty();
    commit(robots, record(Outcome.RULES, NOW, NO_X, ""));
    assertThat(robots.rules(ORIGIN, NOW)).isPresent();
  }

  @Test
  void while_a_server_is_unreachable_nothing_is_known_to_be_allowed() {
    Robots robots = new Robots(table());
    commit(robots, record(Outcome.RULES, NOW, NO_X, TDMREP));
    commit(robots, record(Outcome.UNREACHABLE, NOW.plus(Robots.LIFE), "", ""));
    assertThat(robots.rules(ORIGIN, NOW.plus(Robots.LIFE))).isEmpty();
    commit(robots, record(Outcome.UNREACHABLE, NOW.plus(Duration.ofDays(30)), "", ""));
    assertThat(robots.rules(ORIGIN, NOW.plus(Duration.ofDays(30)))).isEmpty();
  }

  @Test
  void after_a_month_the_last_known_rules_hold_again_a_day_at_a_time() {
    Robots writer = new Robots(table());
    commit(writer, record(Outcome.RULES, NOW, NO_X, TDMREP));
    commit(writer, record(Outcome.UNREACHABLE, NOW, "", ""));
    Instant later = NOW.plus(Robots.PATIENCE);
    commit(writer, record(Outcome.UNREACHABLE, later, "", ""));
    for (Robots robots : List.of(writer, new Robots(table()))) {
      RobotsRules rules = robots.rules(ORIGIN, later).orElseThrow();
      assertThat(rules.allows(ORIGIN.resolve("/x"))).isFalse();
      assertThat(rules.allows(ORIGIN.resolve("/y"))).isTrue();
      assertThat(rules.directives(ORIGIN.resolve("/y"))).hasSize(1);
      assertThat(robots.rules(ORIGIN, later.plus(Robots.LIFE))).isEmpty();
    }
  }

  @Test
  void a_server_that_never_had_rules_is_open_after_a_month() {
    Robots robots = new Robots(table());
    commit(robots, record(Outcome.UNREACHABLE, NOW, "", ""));
    commit(robots, record(Outcome.UNREACHABLE, NOW.plus(Robots.PATIENCE), "", ""));
    assertThat(
            robots
                .rules(ORIGIN, NOW.plus(Robots.PATIENCE))
                .orElseThrow()
                .allows(ORIGIN.resolve("/x")))
        .isTrue();
  }

  @Test
  void a_server_that_answers_again_is_no_longer_unreachable() {
    Robots robots = new Robots(table());
    commit(robots, record(Outcome.UNREACHABLE, NOW, "", ""));
    commit(robots, record(Outcome.RULES, NOW.plusSeconds(60), NO_X, ""));
    commit(robots, record(Outcome.UNREACHABLE, NOW.plus(Robots.PATIENCE), "", ""));
    assertThat(robots.rules(ORIGIN, NOW.plus(Robots.PATIENCE))).isEmpty();
  }

  @Test
  void rows_of_version_1_are_read() {
    byte[] row =
        new RowWriter(1)
            .number(Outcome.RULES.ordinal())
            .number(200)
            .bytes(NO_X.getBytes(StandardCharsets.UTF_8))
            .instant(NOW)
            .text("ok")
            .toBytes();
    try (Batch batch = data.newBatch()) {
      batch.put(table(), ORIGIN.toString().getBytes(StandardCharsets.UTF_8), row);
      batch.commit();
    }
    Robots robots = new Robots(table());
    assertThat(robots.read(ORIGIN).orElseThrow().reservations()).isEmpty();
    assertThat(robots.rules(ORIGIN, NOW).orElseThrow().allows(ORIGIN.resolve("/x"))).isFalse();
  }
}

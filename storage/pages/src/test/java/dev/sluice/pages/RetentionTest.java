package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.pages.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

  /** A Friday. */
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static NamedSnapshot snapshot(String name, Instant createdAt, Making making) {
    StoreExtent nothing = new StoreExtent(0, 0, 0);
    return new NamedSnapshot(name, createdAt, making, "dev", "store", 1, nothing, Map.of(), 0);
  }

  /** Day and hour such as {@code 26T22}, of November; with a plus before it one made by hand. */
  private static NamedSnapshot snapshot(String word) {
    String time = word.replace("+", "");
    return snapshot(
        word,
        Instant.parse("2026-11-" + time + ":00:00Z"),
        word.startsWith("+") ? Making.BY_HAND : Making.BY_SCHEDULE);
  }

  private static List<NamedSnapshot> snapshots(String words) {
    List<NamedSnapshot> snapshots =
        new ArrayList<>(Arrays.stream(words.split(" ")).map(RetentionTest::snapshot).toList());
    Collections.shuffle(snapshots, new Random(words.length()));
    return snapshots;
  }

  @ParameterizedTest(name = "{0}: of {1} go {2}")
  @CsvSource({
    "last 2,              20T00 21T00 22T00,                         20T00",
    "last 5,              20T00 21T00,                               ''",
    "all,                 01T00 21T00,                               ''",
    // of each day the newest
    "daily 3,             24T23 25T01 25T22 26T22 27T06 27T11,       24T23 25T01 27T06",
    // days without a snapshot are days, too
    "daily 2,             20T00 21T00 27T06,                         20T00 21T00",
    "daily 1,             26T23 27T00 27T11,                         26T23 27T00",
    // weeks begin on Mondays, the 16th and 23rd
    "weekly 2,            15T23 16T00 22T23 23T00 24T00,             15T23 16T00 23T00",
    // what one rule keeps is kept
    "'last 1, weekly 2',  16T00 20T00 24T00 25T00,                   16T00 24T00",
    "'daily 2, weekly 3', 08T00 10T00 15T00 21T00 22T00 26T00 27T00, 08T00 10T00 21T00",
    // what was made by hand stays, and takes nobody's place
    "last 1,              +20T00 21T00 22T00 +23T00,                 21T00",
    "'last 1, by-hand too', +20T00 21T00 22T00 +23T00,               +20T00 21T00 22T00",
    // the newest stays, however old
    "daily 2,             01T00 02T00,                               01T00",
    // and so does the future, which takes nobody's place either
    "last 1,              20T00 26T00 28T00,                         20T00",
  })
  void whatNoRuleKeepsGoes(String retention, String snapshots, String expected) {
    assertThat(Retention.parse(retention).removable(snapshots(snapshots), NOW))
        .extracting(NamedSnapshot::name)
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "last 3,                                   3,          0,  0, false",
    "'last 3, daily 14, weekly 8',             3,          14, 8, false",
    "'  weekly  8 ,daily 14, by-hand too ',    0,          14, 8, true",
    "all,                                      2147483647, 0,  0, false",
  })
  void wordsAreRead(String words, int last, int days, int weeks, boolean byHandToo) {
    assertThat(Retention.parse(words)).isEqualTo(new Retention(last, days, weeks, byHandToo));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``,                   '' in the retention '' is no rule",
        "weekly,               'weekly' in the retention",
        "`last 3, dayly 7`,    did you mean 'daily'?",
        "last three,           'last three' in the retention 'last three' is no rule: write rules",
        "last -1,              'last -1'",
        "`last 3, last 4`,     says 'last' twice",
        "daily 0,              keeps nothing",
        "by-hand too,          says of nothing that it is kept",
        "last 1234567,         is no rule",
      })
  void aMistakeIsNamed(String words, String message) {
    assertThatThrownBy(() -> Retention.parse(words))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void overMonthsEachDayAndWeekKeepsOneAndWhatIsLeftIsLeftAgain() {
    Retention retention = Retention.parse("last 2, daily 7, weekly 8");
    List<NamedSnapshot> kept = new ArrayList<>();
    Instant now = Instant.parse("2026-08-01T00:00:00Z");
    for (int number = 0; number < 480; number++, now = now.plus(Duration.ofHours(6))) {
      kept.add(snapshot("s" + number, now, Making.BY_SCHEDULE));
      kept.removeAll(retention.removable(kept, now));
      assertThat(retention.removable(kept, now)).isEmpty();
    }
    Instant end = now.minus(Duration.ofHours(6));
    assertThat(
            kept.stream()
                .map(snapshot -> Duration.between(snapshot.createdAt(), end).toDays())
                .map(String::valueOf)
                .collect(Collectors.joining(" ")))
        // Saturdays at 18:00 end no week: the ends of weeks are the Sundays before 2026-11-28.
        .isEqualTo("48 41 34 27 20 13 6 5 4 3 2 1 0 0");
  }
}

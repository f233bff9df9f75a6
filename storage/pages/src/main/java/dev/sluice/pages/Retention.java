package dev.sluice.pages;

import static java.util.Comparator.comparing;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which snapshots are kept as time goes by. One that any of the rules keeps is kept.
 *
 * <p>Days and weeks are those of UTC, weeks begin on Monday, and of a day or week it is the newest
 * snapshot that is kept: so the one that stands for a week is also the one that stood for its last
 * day, and none is missed because it was removed before its turn. Whatever the rules say, the
 * newest snapshot stays, so that a store whose schedule stood still for long does not lose its
 * last; and so does one from the future, since then the clock is wrong.
 *
 * @param last so many of the newest are kept
 * @param days of each of so many days, today being the first, one is kept
 * @param weeks of each of so many weeks, this one being the first, one is kept
 * @param byHandToo whether snapshots that were made by hand fall under the rules; otherwise they
 *     are kept and not counted
 */
public record Retention(int last, int days, int weeks, boolean byHandToo) {

  /** Keeps everything. */
  public static final Retention ALL = new Retention(Integer.MAX_VALUE, 0, 0, false);

  private static final Pattern RULE = Pattern.compile("(last|daily|weekly) (\\d{1,5})");
  private static final String ALL_WORD = "all";
  private static final String BY_HAND_TOO = "by-hand too";
  private static final String FORM =
      "write rules such as 'last 3, daily 14, weekly 8', with 'by-hand too' if snapshots that were"
          + " made by hand are to go as well, or 'all' to keep everything";

  public Retention {
    if (last < 0 || days < 0 || weeks < 0 || last + (long) days + weeks == 0) {
      throw new IllegalArgumentException("a retention must keep something");
    }
  }

  /**
   * Reads a retention such as {@code last 3, daily 14, weekly 8}, with {@code by-hand too} if those
   * made by hand fall under it as well, or {@code all}.
   *
   * @throws SettingsException that names the rule that is wrong and says what can be written
   */
  public static Retention parse(String text) {
    if (text.strip().equals(ALL_WORD)) {
      return ALL;
    }
    Map<String, Integer> numbers = new HashMap<>();
    boolean byHandToo = false;
    for (String part : text.split(",", -1)) {
      String rule = part.strip().replaceAll("\\s+", " ");
      if (rule.equals(BY_HAND_TOO)) {
        byHandToo = true;
      } else {
        addRule(numbers, rule, text);
      }
    }
    if (numbers.isEmpty()) {
      throw new SettingsException("'" + text + "' says of nothing that it is kept: " + FORM);
    }
    return new Retention(
        numbers.getOrDefault("last", 0),
        numbers.getOrDefault("daily", 0),
        numbers.getOrDefault("weekly", 0),
        byHandToo);
  }

  private static void addRule(Map<String, Integer> numbers, String rule, String text) {
    Matcher form = RULE.matcher(rule);
    if (!form.matches()) {
      throw new SettingsException(
          "'" + rule + "' in the retention '" + text + "' is no rule" + meant(rule) + ": " + FORM);
    }
    int number = Integer.parseInt(form.group(2));
    if (number == 0) {
      throw new SettingsException(
          "'" + rule + "' in the retention '" + text + "' keeps nothing: leave it out");
    }
    if (numbers.put(form.group(1), number) != null) {
      throw new SettingsException(
          "the retention '" + text + "' says '" + form.group(1) + "' twice: leave one out");
    }
  }

  private static String meant(String rule) {
    String word = rule.replaceFirst("[ \\d].*", "");
    List<String> words = List.of("last", "daily", "weekly", ALL_WORD);
    return word.isEmpty() || words.contains(word)
        ? ""
        : Nearest.to(word, words).map(near -> " (did you mean '" + near + "'?)").orElse("");
  }

  /**
   * The snapshots that are to be removed, the oldest first. What is left would all be kept if it
   * were asked again at the same time.
   */
  public List<NamedSnapshot> removable(Collection<NamedSnapshot> snapshots, Instant now) {
    List<NamedSnapshot> newestFirst =
        snapshots.stream()
            .filter(snapshot -> byHandToo || snapshot.making() == Making.BY_SCHEDULE)
            .filter(snapshot -> !snapshot.createdAt().isAfter(now))
            .sorted(
                comparing(NamedSnapshot::createdAt).thenComparing(NamedSnapshot::name).reversed())
            .toList();
    Set<NamedSnapshot> kept = new HashSet<>();
    newestFirst.stream().limit(Math.max(1, last)).forEach(kept::add);
    LocalDate today = day(now);
    kept.addAll(newestOfEach(newestFirst, Retention::day, today.minusDays(days)));
    kept.addAll(newestOfEach(newestFirst, Retention::week, week(now).minusWeeks(weeks)));
    return newestFirst.stream()
        .filter(snapshot -> !kept.contains(snapshot))
        .sorted(comparing(NamedSnapshot::createdAt).thenComparing(NamedSnapshot::name))
        .toList();
  }

  /** The newest snapshot of each day or week after {@code end}, which is the last one too old. */
  private static Collection<NamedSnapshot> newestOfEach(
      List<NamedSnapshot> newestFirst, Function<Instant, LocalDate> period, LocalDate end) {
    Map<LocalDate, NamedSnapshot> newest = new HashMap<>();
    for (NamedSnapshot snapshot : newestFirst) {
      LocalDate date = period.apply(snapshot.createdAt());
      if (date.isAfter(end)) {
        newest.putIfAbsent(date, snapshot);
      }
    }
    return newest.values();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** The Monday of the week. */
  private static LocalDate week(Instant time) {
    return day(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}

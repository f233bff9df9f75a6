package dev.sluice.engine.scope;

import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the pages of calendars that go on for ever, by years that no page can be of.
 *
 * <p>Numbers that are no dates look like dates, and archives have pages of 1865. So a whole day (
 * {@code /2055/03/14}, {@code date=2055-03-14}) is refused when it lies far ahead, while a month or
 * a day long ago is refused only where the URL itself says that it is a calendar's. Calendars are
 * walked month by month, so it is enough to stop those years that come just after the last good
 * one: the year 2199 is the last that is taken for one, and larger numbers are taken for numbers.
 */
final class Calendars {

  private static final int LAST_YEAR = 2199;
  private static final int EARLIEST_YEAR = 1700;

  /** Year and month, and perhaps a day; as folders, or with dashes, or as a parameter's value. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9])(1[789][0-9]{2}|2[01][0-9]{2})([-/])(0[1-9]|1[0-2]|[1-9])"
              + "(?:\\2(0[1-9]|[12][0-9]|3[01]|[1-9]))?(?![0-9.])");

  /** A parameter that is a year by its name. */
  private static final Pattern YEAR =
      Pattern.compile("[?&;](?:\\w{0,24}_)?(?:year|yr|jahr|annee|ano|nian)=([0-9]{4})(?![0-9])");

  private static final Pattern MONTH =
      Pattern.compile("[?&;](?:\\w{0,24}_)?(?:month|mon|monat|mois|mes|yue|week)=");

  private static final Pattern CALENDAR_WORD =
      Pattern.compile(
          "calend[ae]r|kalender|calendrier|calendario|agenda|rili|[/_-]events?[/_?-]|tribe-bar-date",
          Pattern.CASE_INSENSITIVE);

  private final int firstYear;
  private final int yearsAhead;
  private final InstantSource clock;

  Calendars(int firstYear, int yearsAhead, InstantSource clock) {
    this.firstYear = firstYear;
    this.yearsAhead = yearsAhead;
    this.clock = clock;
  }

  /** Why path and query are a page of an endless calendar, or nothing if they are not. */
  @Nullable Refused check(String text, int pathEnd) {
    if (!hasFourDigits(text)) {
      return null;
    }
    Matcher date = DATE.matcher(text);
    while (date.find()) {
      Refused refused = judge(Integer.parseInt(date.group(1)), date.group(4) != null, text);
      if (refused != null) {
        return refused;
      }
    }
    Matcher year = pathEnd < text.length() ? YEAR.matcher(text) : null;
    return year != null && year.find()
        ? judge(Integer.parseInt(year.group(1)), MONTH.matcher(text).find(), text)
        : null;
  }

  private @Nullable Refused judge(int year, boolean surelyDate, String text) {
    int last = clock.instant().atOffset(ZoneOffset.UTC).getYear() + yearsAhead;
    boolean ahead = year > last && year <= LAST_YEAR;
    boolean past = year < firstYear && year >= EARLIEST_YEAR;
    boolean trap = ahead && surelyDate || (ahead || past) && CALENDAR_WORD.matcher(text).find();
    return trap
        ? new Refused(
            Refusal.CALENDAR,
            String.format(Locale.ROOT, "%d is not in %d to %d", year, firstYear, last))
        : null;
  }

  /** Most URLs have no year, which a look at their characters finds out faster than a pattern. */
  private static boolean hasFourDigits(String text) {
    int run = 0;
    for (int i = 0; i < text.length() && run < 4; i++) {
      char c = text.charAt(i);
      run = c >= '0' && c <= '9' ? run + 1 : 0;
    }
    return run == 4;
  }
}

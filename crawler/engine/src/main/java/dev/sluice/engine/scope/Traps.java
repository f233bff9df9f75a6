package dev.sluice.engine.scope;

import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.TrapLimits;
import dev.sluice.pages.model.PageUrl;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Recognises URLs that only a program would make, without end, by their looks alone: very long
 * ones, the same folders again and again ({@code /a/b/a/b/a/b}), links joined to links, dates that
 * no page can be of.
 *
 * <p>Most of the limits are those of Heritrix's PathologicalPath and TooManyPathSegments rules.
 * What a look at one URL cannot tell, {@link HostHabits} learns from what the host answers.
 */
final class Traps {

  /** The longest cycle of folders that is looked for, in segments. */
  private static final int LONGEST_CYCLE = 4;

  /** A path of fewer segments than this repeats nothing often enough. */
  private static final int FEWEST_SEGMENTS = 4;

  private final TrapLimits limits;
  private final Calendars calendars;
  private final Refused tooLong;
  private final Refused tooManyFolders;
  private final Refused repeatedFolders;
  private final Refused tooManyParameters;
  private final Refused repeatedParameter;
  private final Refused tooManyLabels;
  private final Refused urlInPath = new Refused(Refusal.URL_IN_PATH, "");

  Traps(TrapLimits limits, InstantSource clock) {
    this.limits = limits;
    this.calendars = new Calendars(limits.firstYear(), limits.yearsAhead(), clock);
    this.tooLong = most(Refusal.TOO_LONG, limits.maxChars(), "characters");
    this.tooManyFolders = most(Refusal.TOO_MANY_FOLDERS, limits.maxSegments(), "segments");
    this.repeatedFolders = most(Refusal.REPEATED_FOLDERS, limits.maxRepeats(), "times the same");
    this.tooManyParameters =
        most(Refusal.TOO_MANY_PARAMETERS, limits.maxParameters(), "parameters");
    this.repeatedParameter =
        most(Refusal.REPEATED_PARAMETER, limits.maxSameParameter(), "times the same");
    this.tooManyLabels = most(Refusal.TOO_MANY_LABELS, limits.maxHostLabels(), "labels");
  }

  private static Refused most(Refusal why, int limit, String what) {
    return new Refused(why, "at most " + limit + " " + what);
  }

  /** Why a URL is a trap, or nothing if it does not look like one. */
  @Nullable Refused check(PageUrl url) {
    String text = url.pathAndQuery();
    if (text.length() > limits.maxChars()) {
      return tooLong;
    }
    if (count(url.host(), '.', 0, url.host().length()) >= limits.maxHostLabels()) {
      return tooManyLabels;
    }
    int mark = text.indexOf('?');
    int pathEnd = mark < 0 ? text.length() : mark;
    Refused path = checkPath(url.host(), text, pathEnd);
    if (path != null) {
      return path;
    }
    Refused query = mark < 0 ? null : checkQuery(text, mark + 1);
    return query != null ? query : calendars.check(text, pathEnd);
  }

  private @Nullable Refused checkPath(String host, String text, int end) {
    int segments = count(text, '/', 0, end);
    if (segments > limits.maxSegments()) {
      return tooManyFolders;
    }
    if (joinsUrls(host, text, end)) {
      return urlInPath;
    }
    return segments >= FEWEST_SEGMENTS && repeats(text, starts(text, end, segments))
        ? repeatedFolders
        : null;
  }

  /**
   * Whether the path holds a URL of its own host, or more than one URL. A single URL of another
   * host is what archives and validators have in their paths.
   */
  private static boolean joinsUrls(String host, String text, int end) {
    int urls = 0;
    int hosts = 0;
    for (int at = text.indexOf(":/"); at >= 0 && at < end; at = text.indexOf(":/", at + 2)) {
      if (text.regionMatches(at - 4, "http", 0, 4) || text.regionMatches(at - 5, "https", 0, 5)) {
        int start = text.startsWith("//", at + 1) ? at + 3 : at + 2;
        boolean own = text.startsWith(host, start);
        urls += own ? 2 : 1;
      }
    }
    for (int at = text.indexOf(host); at >= 0 && at < end; at = text.indexOf(host, at + 1)) {
      hosts += text.charAt(at - 1) == '/' ? 1 : 0; // a link without its scheme, joined to the page
    }
    return urls > 1 || hosts > 1;
  }

  /** Where segments start, and behind them where the next one would. */
  private static int[] starts(String text, int end, int segments) {
    int[] starts = new int[segments + 1];
    int found = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '/') {
        starts[found++] = i + 1;
      }
    }
    starts[segments] = end + 1;
    return starts;
  }

  private boolean repeats(String text, int[] starts) {
    int segments = starts.length - 1;
    for (int i = 0; i < segments; i++) {
      int same = 1;
      for (int j = i + 1; j < segments; j++) {
        same += same(text, starts, i, j) ? 1 : 0;
      }
      if (same > limits.maxRepeats()) {
        return true;
      }
    }
    for (int cycle = 2; cycle <= LONGEST_CYCLE; cycle++) {
      if (longestRun(text, starts, cycle) >= cycle * (limits.maxRepeats() - 1)) {
        return true;
      }
    }
    return false;
  }

  /** How many segments in a row equal the one a cycle before; all of one more cycle at least. */
  private static int longestRun(String text, int[] starts, int cycle) {
    int longest = 0;
    int run = 0;
    for (int i = cycle; i < starts.length - 1; i++) {
      run = same(text, starts, i - cycle, i) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Whether two segments are the same; empty ones are not. */
  private static boolean same(String text, int[] starts, int one, int other) {
    int length = starts[one + 1] - starts[one] - 1;
    return length > 0
        && length == starts[other + 1] - starts[other] - 1
        && text.regionMatches(starts[one], text, starts[other], length);
  }

  private @Nullable Refused checkQuery(String text, int from) {
    int most = count(text, '&', from, text.length()) + 1;
    if (most > limits.maxParameters()) {
      return tooManyParameters;
    }
    if (most <= limits.maxSameParameter()) {
      return null;
    }
    for (int at = from; at < text.length(); at = nextParameter(text, at)) {
      if (timesNamed(text, at, nameEnd(text, at)) > limits.maxSameParameter()) {
        return repeatedParameter;
      }
    }
    return null;
  }

  private static int timesNamed(String text, int nameStart, int nameEnd) {
    int length = nameEnd - nameStart;
    int times = 0;
    for (int at = nameStart; at < text.length(); at = nextParameter(text, at)) {
      boolean same =
          nameEnd(text, at) - at == length && text.regionMatches(nameStart, text, at, length);
      times += same ? 1 : 0;
    }
    return times;
  }

  private static int nameEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '=' && text.charAt(i) != '&') {
      i++;
    }
    return i;
  }

  private static int nextParameter(String text, int from) {
    int and = text.indexOf('&', from);
    return and < 0 ? text.length() : and + 1;
  }

  private static int count(String text, char wanted, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += text.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }
}

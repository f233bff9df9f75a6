package dev.sluice.bench.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the shell's {@code times} prints: user and system time of the shell itself, and in a
 * second line of its children that have ended, such as {@code 0m12.345s 0m0.678s}.
 */
final class ShellTimes {

  private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+)[.,](\\d+)s");

  private ShellTimes() {}

  /** User and system time of the children, in seconds. */
  static double childrenSeconds(String printed) {
    String[] lines = printed.strip().split("\n", -1);
    if (lines.length != 2) {
      throw new IllegalArgumentException("not what 'times' prints: " + printed);
    }
    Matcher time = TIME.matcher(lines[1]);
    double seconds = 0;
    int found = 0;
    for (; time.find(); found++) {
      seconds +=
          Integer.parseInt(time.group(1)) * 60
              + Double.parseDouble(time.group(2) + "." + time.group(3));
    }
    if (found != 2) {
      throw new IllegalArgumentException("not what 'times' prints: " + printed);
    }
    return seconds;
  }
}

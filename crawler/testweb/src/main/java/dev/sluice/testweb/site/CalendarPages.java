package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A link trap: a calendar in which every month leads to the next, for ever. */
public final class CalendarPages implements PageSource {
  private static final Pattern MONTH = Pattern.compile("(\\d{4,})/(\\d\\d)");

  private final String prefix;

  /**
   * @param prefix the path before year and month, with a slash at both ends
   */
  public CalendarPages(String prefix) {
    this.prefix = prefix;
  }

  /** The month by which the calendar is entered. */
  public String entry() {
    return prefix + "2026/01";
  }

  @Override
  public Optional<Reply> reply(String target) {
    if (!target.startsWith(prefix)) {
      return Optional.empty();
    }
    Matcher month = MONTH.matcher(target.substring(prefix.length()));
    return month.matches()
        ? Optional.of(
            page(Long.parseLong(month.group(1)) * 12 + Long.parseLong(month.group(2)) - 1))
        : Optional.empty();
  }

  private Reply page(long month) {
    return Reply.html(
        """
        <!doctype html><html lang="en"><title>Events in %1$s</title>
        <h1>Events in %1$s</h1><p>There are no events in this month.</p>
        <p><a href="%3$s%2$s">Previous month</a> <a href="%3$s%4$s">Next month</a></p></html>
        """
            .formatted(name(month), name(month - 1), prefix, name(month + 1)));
  }

  private static String name(long month) {
    return "%04d/%02d".formatted(month / 12, month % 12 + 1);
  }

  /** None, for the truth does not follow a trap. */
  @Override
  public List<String> links(String target) {
    return List.of();
  }

  @Override
  public boolean isTrap(String target) {
    return target.equals(entry());
  }
}

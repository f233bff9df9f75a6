package dev.sluice.engine.seed;

import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.PathBudget.Share;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a seed's pages are treated. */
final class PolicyReader {

  static final List<String> FIELDS =
      List.of(
          "priority",
          "delay",
          "recrawl",
          "pages",
          "pages-per-host",
          "pages-per-domain",
          "budgets",
          "tls-unverified",
          "tags",
          "paused");

  private static final long MOST_PAGES = 1_000_000_000_000L;
  private static final int MOST_BUDGETS = 32;
  private static final Pattern SHARE = Pattern.compile("(\\d{1,9}) ?%");
  private static final Pattern PART = Pattern.compile("0?\\.(\\d{1,2})");
  private static final int LONGEST_TAG = 400;
  private static final Duration LONGEST_DELAY = Duration.ofHours(24);
  private static final Duration SHORTEST_RECRAWL = Duration.ofMinutes(1);
  private static final Duration LONGEST_RECRAWL = Duration.ofDays(3660);

  /** Tags that have a meaning here; others are the user's own. */
  private static final List<String> KNOWN_TAGS = List.of("language", "topic", "licence", "why");

  private final Mistakes mistakes;

  PolicyReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  SeedPolicy read(Setting map) {
    int priority =
        mistakes
            .gather(
                map.find("priority"),
                setting ->
                    (int) setting.number(SeedPolicy.FIRST_PRIORITY, SeedPolicy.LAST_PRIORITY))
            .orElse(SeedPolicy.DEFAULT.priority());
    return new SeedPolicy(
        priority,
        mistakes.gather(map.find("delay"), PolicyReader::delay),
        mistakes.gather(map.find("recrawl"), PolicyReader::recrawl).flatMap(time -> time),
        new PageBudgets(
            pages(map, "pages"),
            pages(map, "pages-per-host"),
            pages(map, "pages-per-domain"),
            budgets(map)),
        mistakes.gather(map.find("tls-unverified"), Setting::flag).orElse(false),
        tags(map),
        mistakes.gather(map.find("paused"), Setting::flag).orElse(false));
  }

  private static Duration delay(Setting setting) {
    Duration delay = setting.duration();
    if (delay.compareTo(LONGEST_DELAY) > 0) {
      throw setting.mistake("'delay' must be at most 24h, not " + setting.text());
    }
    return delay;
  }

  private static Optional<Duration> recrawl(Setting setting) {
    if (setting.text().equals("never")) {
      return Optional.empty();
    }
    Duration time = setting.duration();
    if (time.compareTo(SHORTEST_RECRAWL) < 0 || time.compareTo(LONGEST_RECRAWL) > 0) {
      throw setting.mistake(
          "'recrawl' must be never, or a time span from 1m to 3660d, not " + setting.text());
    }
    return Optional.of(time);
  }

  private OptionalLong pages(Setting map, String field) {
    return mistakes
        .gather(map.find(field), setting -> setting.number(1, MOST_PAGES))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private SortedMap<String, PathBudget> budgets(Setting map) {
    SortedMap<String, PathBudget> budgets = new TreeMap<>();
    Map<String, Setting> fields =
        mistakes.gather(map.find("budgets"), Setting::fields).orElse(Map.of());
    fields.forEach(
        (prefix, budget) ->
            mistakes.gathering(
                () -> {
                  if (!prefix.startsWith("/")) {
                    throw budget.mistake(
                        "the budget of '"
                            + prefix
                            + "' is for no path; did you mean '/"
                            + prefix
                            + "'?");
                  }
                  if (budgets.size() == MOST_BUDGETS) {
                    throw budget.mistake("there are more than " + MOST_BUDGETS + " budgets");
                  }
                  budgets.put(prefix, budget(budget));
                }));
    return budgets;
  }

  /** A number of pages, or a share of the host's such as {@code 25%}. */
  private static PathBudget budget(Setting setting) {
    Matcher share = SHARE.matcher(setting.text());
    if (!share.matches()) {
      return new Pages(pages(setting));
    }
    int percent = Integer.parseInt(share.group(1));
    if (percent < 1 || percent > 99) {
      throw setting.mistake(
          "the share of '" + setting.name() + "' must be from 1% to 99%, not " + setting.text());
    }
    return new Share(percent);
  }

  private static long pages(Setting setting) {
    try {
      return setting.number(0, MOST_PAGES);
    } catch (SettingsException noNumber) {
      Matcher part = PART.matcher(setting.text());
      String hint = part.matches() ? "; did you mean '" + percent(part.group(1)) + "%'?" : "";
      throw setting.mistake(
          "the budget of '"
              + setting.name()
              + "' must be a number of pages, or a share of the host's such as 25%, not "
              + setting.text()
              + hint);
    }
  }

  /** The percentage that these decimals are: 25 for 25 and 5 for 05. */
  private static int percent(String decimals) {
    return Integer.parseInt(decimals.length() == 1 ? decimals + "0" : decimals);
  }

  private SortedMap<String, String> tags(Setting map) {
    SortedMap<String, String> tags = new TreeMap<>();
    Map<String, Setting> fields =
        mistakes.gather(map.find("tags"), Setting::fields).orElse(Map.of());
    fields.forEach(
        (name, tag) ->
            mistakes.gathering(
                () -> {
                  checkName(name, tag);
                  tags.put(name, name.equals("language") ? language(tag) : text(tag));
                }));
    return tags;
  }

  /** A name may be the user's own, but not one that is nearly known. */
  private static void checkName(String name, Setting tag) {
    if (!KNOWN_TAGS.contains(name) && Nearest.to(name, KNOWN_TAGS).isPresent()) {
      throw tag.mistake("unknown tag '" + name + "'" + Nearest.hint(name, KNOWN_TAGS));
    }
    if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
      throw tag.mistake(
          "the tag '" + name + "' must be a word of lower-case letters, digits and dashes");
    }
  }

  private static String text(Setting tag) {
    if (tag.text().isBlank() || tag.text().length() > LONGEST_TAG) {
      throw tag.mistake(
          "the tag '" + tag.name() + "' must have 1 to " + LONGEST_TAG + " characters");
    }
    return tag.text();
  }

  /** A language tag of BCP 47, of the shape and with a language that the registry has. */
  private static String language(Setting tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag.text()).build();
      boolean known =
          locale.getLanguage().length() == 3
              || List.of(Locale.getISOLanguages()).contains(locale.getLanguage());
      if (known && !tag.text().isBlank()) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException malformed) {
      // falls through to the one message that says what is wanted
    }
    throw tag.mistake(
        "the tag 'language' must be a language tag (BCP 47) such as en, zh-Hans or pt-BR, not "
            + tag.text());
  }
}

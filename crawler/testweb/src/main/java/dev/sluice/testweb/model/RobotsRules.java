package dev.sluice.testweb.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a robots.txt asks of one crawler, as far as the referee judges it.
 *
 * <p>This is a second reading of RFC 9309, independent of the crawler's: longest match wins, Allow
 * wins a tie, {@code *} and {@code $} work, a group for the crawler's own token replaces the group
 * for everybody. It reads plain well-formed files only; strange files are declared by the builder,
 * not parsed.
 */
public final class RobotsRules {
  private final List<Rule> rules;
  private final Duration crawlDelay;

  private RobotsRules(List<Rule> rules, Duration crawlDelay) {
    this.rules = List.copyOf(rules);
    this.crawlDelay = crawlDelay;
  }

  public static RobotsRules allowAll() {
    return new RobotsRules(List.of(), Duration.ZERO);
  }

  public static RobotsRules disallowAll() {
    return new RobotsRules(List.of(Rule.of(false, "/")), Duration.ZERO);
  }

  /**
   * The rules of a well-formed file.
   *
   * @param token the crawler's product token, such as {@code sluice}
   */
  public static RobotsRules parse(String text, String token) {
    Reading own = new Reading(token.toLowerCase(Locale.ROOT));
    Reading everybody = new Reading("*");
    text.lines().forEach(own::line);
    text.lines().forEach(everybody::line);
    return own.found ? own.rules() : everybody.rules();
  }

  /** Whether the request target may be asked for; robots.txt itself always may. */
  public boolean allows(String target) {
    if (target.equals("/robots.txt")) {
      return true;
    }
    int longest = -1;
    boolean allowed = true;
    for (Rule rule : rules) {
      boolean stronger =
          rule.length() > longest || (rule.length() == longest && rule.allow() && !allowed);
      if (stronger && rule.pattern().matcher(target).lookingAt()) {
        longest = rule.length();
        allowed = rule.allow();
      }
    }
    return allowed;
  }

  /** The Crawl-delay; zero when there is none. */
  public Duration crawlDelay() {
    return crawlDelay;
  }

  private record Rule(boolean allow, int length, Pattern pattern) {
    static Rule of(boolean allow, String path) {
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < path.length(); i++) {
        char c = path.charAt(i);
        boolean end = c == '$' && i == path.length() - 1;
        regex.append(c == '*' ? ".*" : end ? "$" : Pattern.quote(String.valueOf(c)));
      }
      return new Rule(allow, path.length(), Pattern.compile(regex.toString()));
    }
  }

  /** The state of a read through the file for one group. */
  private static final class Reading {
    private final String token;
    private final List<Rule> rules = new ArrayList<>();
    private Duration delay = Duration.ZERO;
    private boolean found;
    private boolean inGroup;
    private boolean inAgents;

    Reading(String token) {
      this.token = token;
    }

    void line(String raw) {
      String line = raw.replaceFirst("#.*", "").strip();
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        field(name, line.substring(colon + 1).strip());
      }
    }

    private void field(String name, String value) {
      if (name.equals("user-agent")) {
        boolean ours = value.toLowerCase(Locale.ROOT).equals(token);
        inGroup = ours || (inAgents && inGroup);
        inAgents = true;
        found |= ours;
        return;
      }
      inAgents = false;
      if (inGroup && name.equals("crawl-delay")) {
        delay = Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
      } else if (inGroup && !value.isEmpty() && name.matches("allow|disallow")) {
        rules.add(Rule.of(name.equals("allow"), value));
      }
    }

    RobotsRules rules() {
      return new RobotsRules(rules, delay);
    }
  }
}

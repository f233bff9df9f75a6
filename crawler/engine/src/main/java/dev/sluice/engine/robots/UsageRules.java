package dev.sluice.engine.robots;

import dev.sluice.engine.parse.UsagePreferences;
import dev.sluice.engine.robots.PathRules.Rule;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a robots.txt says about the use of pages, not about asking for them.
 *
 * <pre>
 * Content-Usage: [path] train-ai=n     draft-ietf-aipref-attach §3: in the group that is ours; the
 *                                      longest path decides, of equal ones the strictest
 * Content-Signal: [path] ai-train=no   contentsignals.org, read in the same way
 * User-agent: GPTBot, Disallow: path   a crawler that gathers training data is shut out, see
 *                                      {@link TrainingCrawlers}; {@code *} says nothing about AI
 * </pre>
 */
final class UsageRules {

  /** What a robots.txt without such lines says. */
  static final UsageRules NONE = new UsageRules(List.of(), List.of(), Map.of());

  private static final String SOURCE = "robots.txt";
  private static final String EVERYBODY = "*";

  private static final Pattern PREFERENCE_LINE =
      Pattern.compile(
          "^[ \t]*content-(?:usage|signal)[ \t]*:.*$",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern LINE_END = Pattern.compile("[\r\n]+");

  private final List<Preference> usage;
  private final List<Preference> signals;
  private final Map<PathRules, String> trainingCrawlers;

  private UsageRules(
      List<Preference> usage, List<Preference> signals, Map<PathRules, String> trainingCrawlers) {
    this.usage = List.copyOf(usage);
    this.signals = List.copyOf(signals);
    this.trainingCrawlers = trainingCrawlers;
  }

  /** A preference for the pages of a path; one without a path has an empty pattern. */
  private record Preference(PathPattern pattern, Optional<Meaning> meaning, String words) {}

  static UsageRules parse(String robotsTxt, String productToken) {
    Scan scan = new Scan(productToken);
    for (String line : LINE_END.split(robotsTxt)) {
      int comment = line.indexOf('#');
      String rule = comment < 0 ? line : line.substring(0, comment);
      int colon = rule.indexOf(':');
      if (colon > 0) {
        String name = rule.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        scan.line(name, rule.substring(colon + 1).strip());
      }
    }
    return scan.found();
  }

  /**
   * The file with its preferences as empty rules. To a parser that does not know them they are no
   * rules, so that a group of nothing else would run on into the next one.
   */
  static String withoutPreferences(String robotsTxt) {
    return PREFERENCE_LINE.matcher(robotsTxt).replaceAll("Disallow:");
  }

  /** The groups of a file, line by line. */
  private static final class Scan {

    private final String productToken;
    private final List<String> agents = new ArrayList<>();
    private final Map<String, List<Preference>> usage = new LinkedHashMap<>();
    private final Map<String, List<Preference>> signals = new LinkedHashMap<>();
    private final Map<String, List<Rule>> rules = new LinkedHashMap<>();
    private boolean inRules;
    private boolean namesUs;

    Scan(String productToken) {
      this.productToken = productToken;
    }

    void line(String name, String value) {
      switch (name) {
        case "user-agent", "useragent" -> addAgent(value);
        case "allow" -> addRule(value, true);
        case "disallow" -> addRule(value, false);
        case "content-usage" -> addPreference(usage, value, UsagePreferences::ofUsage);
        case "content-signal" -> addPreference(signals, value, UsagePreferences::ofSignal);
        default -> {} // no rule, and does not end the list of agents (RFC 9309 §2.2.4)
      }
    }

    private void addAgent(String value) {
      if (inRules) {
        agents.clear();
        inRules = false;
      }
      String agent = value.toLowerCase(Locale.ROOT);
      boolean ours = productToken.equals(productTokenOf(agent));
      namesUs |= ours;
      agents.add(ours ? productToken : agent);
    }

    private static String productTokenOf(String agent) {
      int end = 0;
      while (end < agent.length()
          && (Character.isLetter(agent.charAt(end)) || "_-".indexOf(agent.charAt(end)) >= 0)) {
        end++;
      }
      return agent.substring(0, end);
    }

    private void addRule(String path, boolean allows) {
      inRules = true;
      for (String agent : agents) {
        if (TrainingCrawlers.contains(agent)) {
          rules.computeIfAbsent(agent, it -> new ArrayList<>()).add(new Rule(path, allows));
        }
      }
    }

    private void addPreference(
        Map<String, List<Preference>> preferences,
        String value,
        Function<String, Optional<Meaning>> reading) {
      inRules = true;
      int pathEnd = 0;
      while (value.startsWith("/")
          && pathEnd < value.length()
          && " \t".indexOf(value.charAt(pathEnd)) < 0) {
        pathEnd++;
      }
      PathPattern pattern = PathPattern.of(value.substring(0, pathEnd));
      Preference said =
          new Preference(pattern, reading.apply(value.substring(pathEnd).strip()), value);
      agents.forEach(
          agent -> preferences.computeIfAbsent(agent, it -> new ArrayList<>()).add(said));
    }

    UsageRules found() {
      String ours = namesUs ? productToken : EVERYBODY;
      Map<PathRules, String> crawlers = new LinkedHashMap<>(); // most are shut out in the same way
      rules.forEach((agent, its) -> crawlers.putIfAbsent(new PathRules(its), agent));
      crawlers.remove(PathRules.NONE);
      List<Preference> ourUsage = usage.getOrDefault(ours, List.of());
      List<Preference> ourSignals = signals.getOrDefault(ours, List.of());
      return ourUsage.isEmpty() && ourSignals.isEmpty() && crawlers.isEmpty()
          ? NONE
          : new UsageRules(ourUsage, ourSignals, crawlers);
    }
  }

  /**
   * What is said of a page.
   *
   * @param path as {@link PathPattern#comparable} gives it
   */
  List<Directive> directives(String path) {
    return Stream.of(
            deciding(usage, path, "Content-Usage: "),
            deciding(signals, path, "Content-Signal: "),
            shutOut(path))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Directive> deciding(List<Preference> all, String path, String field) {
    int longest = -1;
    Optional<Directive> deciding = Optional.empty();
    for (Preference preference : all) {
      int length = preference.pattern.length();
      if (length < longest || !preference.pattern.matches(path)) {
        continue;
      }
      Optional<Directive> said =
          preference.meaning.map(it -> new Directive(it, SOURCE, field + preference.words));
      deciding = length > longest ? said : stricter(deciding, said);
      longest = length;
    }
    return deciding;
  }

  private static Optional<Directive> stricter(Optional<Directive> one, Optional<Directive> other) {
    boolean refuses = other.stream().anyMatch(it -> it.meaning() == Meaning.TRAINING_REFUSED);
    return one.isEmpty() || refuses ? other : one;
  }

  private Optional<Directive> shutOut(String path) {
    for (Map.Entry<PathRules, String> crawler : trainingCrawlers.entrySet()) {
      Optional<Rule> rule = crawler.getKey().disallowing(path);
      if (rule.isPresent()) {
        String words =
            "User-agent: " + crawler.getValue() + ", Disallow: " + rule.get().pattern().text();
        return Optional.of(new Directive(Meaning.AI_CRAWLERS_DISALLOWED, SOURCE, words));
      }
    }
    return Optional.empty();
  }
}

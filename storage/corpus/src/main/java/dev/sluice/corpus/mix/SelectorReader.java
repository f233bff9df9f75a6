package dev.sluice.corpus.mix;

import dev.sluice.corpus.mix.Selector.Condition;
import dev.sluice.corpus.model.HostPattern;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads which documents something is about. */
final class SelectorReader {

  private static final Map<String, Selector.Word> WORDS =
      new TreeMap<>(
          Map.of(
              "language", Selector.Word.LANGUAGE,
              "site", Selector.Word.SITE,
              "seed", Selector.Word.SEED,
              "month", Selector.Word.MONTH));

  /** Numbers that need no rule to be measured. */
  private static final List<String> OWN_NUMBERS = List.of("characters", "cluster_size", "date");

  private static final List<String> KNOWN =
      List.of("language", "site", "seed", "month", "host", "tags", "characters", "cluster_size");

  private static final double MOST = 1e15;

  private SelectorReader() {}

  static Selector read(Setting where) {
    List<Condition> conditions = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    where
        .fields()
        .forEach(
            (name, value) -> {
              if (name.equals("tags")) {
                value
                    .fields()
                    .forEach(
                        (tag, of) -> {
                          Set<String> values = words(of);
                          conditions.add(new Selector.Tagged(tag, values));
                          texts.add("tag " + tag + " " + String.join("|", sorted(values)));
                        });
              } else {
                conditions.add(condition(name, value, texts));
              }
            });
    return new Selector(conditions, texts.isEmpty() ? "all" : String.join(", ", texts));
  }

  private static Condition condition(String name, Setting value, List<String> texts) {
    Selector.Word word = WORDS.get(name);
    if (word != null) {
      Set<String> values = words(value);
      texts.add(name + " " + String.join("|", sorted(values)));
      return new Selector.OneOf(word, values);
    }
    if (name.equals("host")) {
      Set<String> hosts = new HashSet<>();
      value.items().forEach(it -> hosts.add(host(it)));
      texts.add("host " + String.join("|", sorted(hosts)));
      return new Selector.OnHost(hosts);
    }
    if (name.contains("/") || KNOWN.contains(name)) {
      return between(name, value, texts);
    }
    throw value.mistake(
        "unknown field '"
            + name
            + "'"
            + Nearest.hint(name, KNOWN)
            + "; a number that a rule measured has the rule's name, such as"
            + " gopher-quality/mean-word-length");
  }

  private static Condition between(String name, Setting value, List<String> texts) {
    value.only(List.of("from", "below"));
    double from = value.find("from").map(it -> it.decimal(-MOST, MOST)).orElse(-MOST);
    double below = value.find("below").map(it -> it.decimal(-MOST, MOST)).orElse(MOST);
    if (from >= below) {
      throw value.mistake("'" + name + "' must have 'from', 'below' or both, with from < below");
    }
    texts.add(
        name
            + value.find("from").map(it -> " from " + it.text()).orElse("")
            + value.find("below").map(it -> " below " + it.text()).orElse(""));
    return new Selector.Between(name, from, below);
  }

  private static String host(Setting value) {
    return HostPattern.normal(value.text())
        .orElseThrow(
            () ->
                value.mistake(
                    "'" + value.text() + "' is no host, such as example.org or '*.example.org'"));
  }

  private static Set<String> words(Setting value) {
    Set<String> words = new HashSet<>();
    value.items().forEach(it -> words.add(it.text()));
    return words;
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  /** The name of a number to sort by. */
  static String number(Setting name) {
    if (!name.text().contains("/")) {
      name.oneOf(OWN_NUMBERS);
    }
    return name.text();
  }
}

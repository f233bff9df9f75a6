package dev.sluice.engine.robots;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Allow and Disallow rules of a group, RFC 9309 §2.2.2: the longest pattern that matches decides,
 * and of two equally long ones the one that allows.
 *
 * @param rules those with a pattern, the deciding ones first
 */
record PathRules(List<Rule> rules) {

  /** No rules: everything is allowed. */
  static final PathRules NONE = new PathRules(List.of());

  /** One rule. */
  record Rule(PathPattern pattern, boolean allows) {

    Rule(String pattern, boolean allows) {
      this(PathPattern.of(pattern), allows);
    }
  }

  PathRules {
    rules =
        rules.stream()
            .filter(rule -> rule.pattern.length() > 0) // an empty one changes nothing
            .distinct()
            .sorted(
                Comparator.comparing((Rule rule) -> -rule.pattern.length())
                    .thenComparing(rule -> !rule.allows))
            .toList();
  }

  /** Whether a URL may be asked for. */
  boolean allows(String comparablePath) {
    return disallowing(comparablePath).isEmpty();
  }

  /** The rule that disallows a URL, if one does. */
  Optional<Rule> disallowing(String comparablePath) {
    for (Rule rule : rules) {
      if (rule.pattern.matches(comparablePath)) {
        return rule.allows ? Optional.empty() : Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}

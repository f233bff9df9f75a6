package dev.sluice.corpus.mix;

import dev.sluice.corpus.model.HostPattern;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which documents something is about: those that fulfil all of its conditions.
 *
 * @param conditions all that must hold; none takes every document
 * @param text as the mix says it, for people
 */
record Selector(List<Condition> conditions, String text) {

  /** Takes every document. */
  static final Selector ALL = new Selector(List.of(), "all");

  Selector {
    conditions = List.copyOf(conditions);
  }

  boolean takes(Facts facts) {
    for (Condition condition : conditions) {
      if (!condition.holds(facts)) {
        return false;
      }
    }
    return true;
  }

  /** Both must take it. */
  Selector and(Selector other) {
    if (conditions.isEmpty()) {
      return other;
    }
    return other.conditions.isEmpty()
        ? this
        : new Selector(
            Stream.concat(conditions.stream(), other.conditions.stream()).toList(),
            text + ", " + other.text);
  }

  /** One thing that must hold. */
  sealed interface Condition {
    boolean holds(Facts facts);
  }

  /** A text of the document is one of several. */
  record OneOf(Word word, Set<String> values) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return values.contains(word.of(facts));
    }
  }

  /** A text that documents have. */
  enum Word {
    LANGUAGE,
    SITE,
    SEED,
    MONTH;

    String of(Facts facts) {
      return switch (this) {
        case LANGUAGE -> facts.language();
        case SITE -> facts.site();
        case SEED -> facts.seed();
        case MONTH -> facts.month().toString();
      };
    }
  }

  /** The host is one of several, or below one. */
  record OnHost(Set<String> patterns) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return HostPattern.covering(facts.host()).stream().anyMatch(patterns::contains);
    }
  }

  /** The seed has a tag with one of several values. */
  record Tagged(String tag, Set<String> values) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      String value = facts.tags().get(tag);
      return value != null && values.contains(value);
    }
  }

  /** A number lies from a bound to below another; one that was not measured lies nowhere. */
  record Between(String number, double from, double below) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      OptionalDouble value = facts.number(number);
      return value.isPresent() && value.getAsDouble() >= from && value.getAsDouble() < below;
    }
  }
}

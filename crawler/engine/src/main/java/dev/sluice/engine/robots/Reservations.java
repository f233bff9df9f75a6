package dev.sluice.engine.robots;

import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code /.well-known/tdmrep.json} of a server, by which its owner reserves the rights to
 * text and data mining (TDM Reservation Protocol, W3C Community Group report of 2024, "TDM File on
 * the Origin Server"): rules with a location each, of which the first that matches decides.
 */
final class Reservations {

  /** What is read of the file: 64 KiB. Real ones have a few hundred bytes. */
  static final int MAX_BYTES = 64 << 10;

  /** Of a server that has none. */
  static final Reservations NONE = new Reservations(List.of());

  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Rule> rules;

  private Reservations(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  private record Rule(PathPattern location, boolean reserved, String words) {}

  /** The rules in the bytes of such a file, or nothing if they are no JSON array. */
  static Optional<Reservations> parse(byte[] tdmrep) {
    if (tdmrep.length == 0 || tdmrep.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      JsonNode root = JSON.readTree(tdmrep);
      if (!root.isArray()) {
        return Optional.empty();
      }
      List<Rule> rules = new ArrayList<>();
      root.forEach(node -> rule(node).ifPresent(rules::add));
      return Optional.of(new Reservations(rules));
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  /** A rule has to have a location and a reservation; others say nothing. */
  private static Optional<Rule> rule(JsonNode node) {
    String location = node.path("location").asString("");
    String reservation = node.path("tdm-reservation").asString("");
    if (location.isBlank() || !reservation.matches("[01]|true|false")) {
      return Optional.empty();
    }
    String policy = node.path("tdm-policy").asString("");
    boolean reserved = reservation.equals("1") || reservation.equals("true");
    String words = location + (policy.isEmpty() ? "" : ", policy " + policy);
    return Optional.of(new Rule(PathPattern.of(location), reserved, words));
  }

  /**
   * The reservation for a page, if there is one.
   *
   * @param path as {@link PathPattern#comparable} gives it
   */
  Optional<Directive> directive(String path) {
    return rules.stream()
        .filter(rule -> rule.location.matches(path))
        .findFirst()
        .filter(Rule::reserved)
        .map(rule -> new Directive(Meaning.TDM_RESERVED, "tdmrep.json", rule.words));
  }
}

package dev.sluice.engine.parse;

import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.Headers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what owners ask of crawlers in header fields and {@code meta} elements.
 *
 * <pre>
 * X-Robots-Tag, meta robots        noindex, nofollow, none, noarchive, nocache; noai, noimageai
 *                                  (DeviantArt's); for all, or with our name for us
 * tdm-reservation: 1               TDM Reservation Protocol, W3C Community Group report
 * Content-Usage: train-ai=n        draft-ietf-aipref-attach, -vocab (August 2026)
 * Content-Signal: ai-train=no      contentsignals.org (Cloudflare), as a header field
 * </pre>
 *
 * <p>Each word counts that is said anywhere: a page that asks twice is bound by both, and a {@code
 * tdm-reservation: 0} takes nothing back. This is the strictest reading of all of these documents.
 */
final class RobotsTags {

  private static final Map<String, Set<Meaning>> MEANINGS =
      Map.of(
          "noindex", EnumSet.of(Meaning.NOINDEX),
          "nofollow", EnumSet.of(Meaning.NOFOLLOW),
          "none", EnumSet.of(Meaning.NOINDEX, Meaning.NOFOLLOW),
          "noarchive", EnumSet.of(Meaning.NOARCHIVE),
          "nocache", EnumSet.of(Meaning.NOARCHIVE),
          "noai", EnumSet.of(Meaning.NO_AI),
          "noimageai", EnumSet.of(Meaning.NO_IMAGE_AI));

  /** Words before a colon that are rules with a value, not names of crawlers. */
  private static final Set<String> RULES_WITH_VALUE =
      Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

  private final String productToken;

  RobotsTags(String productToken) {
    this.productToken = productToken;
  }

  /** What the header of an answer asks. */
  List<Directive> header(Headers headers) {
    List<Directive> said = new ArrayList<>();
    List<String> usage = new ArrayList<>();
    String policy = headers.first("tdm-policy").orElse("");
    for (Headers.Field field : headers.fields()) {
      String value = field.value();
      switch (field.name().toLowerCase(Locale.ROOT)) {
        case "x-robots-tag" -> add(said, tagged(value), "header X-Robots-Tag", value);
        case "tdm-reservation" ->
            add(said, reserved(value), "header tdm-reservation", words(value, policy));
        case "content-signal" ->
            add(said, UsagePreferences.ofSignal(value), "header Content-Signal", value);
        case "content-usage" -> usage.add(value);
        default -> {} // asks nothing
      }
    }
    String dictionary = String.join(", ", usage); // RFC 9651 §4.2: the lines are one dictionary
    add(said, UsagePreferences.ofUsage(dictionary), "header Content-Usage", dictionary);
    return said;
  }

  private static void add(
      List<Directive> said, Optional<Meaning> meaning, String source, String text) {
    meaning.ifPresent(it -> said.add(new Directive(it, source, text)));
  }

  private static void add(List<Directive> said, Set<Meaning> meanings, String source, String text) {
    meanings.forEach(it -> said.add(new Directive(it, source, text)));
  }

  /**
   * What a {@code meta} element asks of crawlers.
   *
   * @param name in lower case
   */
  List<Directive> meta(String name, String content) {
    List<Directive> said = new ArrayList<>();
    if (name.equals("robots") || name.equals(productToken)) {
      add(said, meanings(content), "meta " + name, content);
    }
    return said;
  }

  /** What the {@code meta} elements of the TDM Reservation Protocol ask; each may be empty. */
  static List<Directive> reservation(String reservation, String policy) {
    List<Directive> said = new ArrayList<>();
    add(said, reserved(reservation), "meta tdm-reservation", words(reservation, policy));
    return said;
  }

  private static String words(String reservation, String policy) {
    return policy.isEmpty() ? reservation : reservation + ", policy " + policy;
  }

  private static Optional<Meaning> reserved(String value) {
    return value.strip().equals("1") ? Optional.of(Meaning.TDM_RESERVED) : Optional.empty();
  }

  /**
   * The meanings in an X-Robots-Tag. A name before a colon says for whom the words up to the next
   * name are: {@code otherbot: noindex, nofollow, sluice: noai}.
   */
  private Set<Meaning> tagged(String value) {
    Set<Meaning> found = EnumSet.noneOf(Meaning.class);
    boolean ours = true;
    for (String part : value.split(",", -1)) {
      int colon = part.indexOf(':');
      String name = colon < 0 ? "" : part.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (RULES_WITH_VALUE.contains(name) || name.contains(" ")) {
        continue; // a date has colons too
      }
      if (!name.isEmpty()) {
        ours = name.equals(productToken) || name.equals("*") || name.equals("robots");
      }
      if (ours) {
        found.addAll(meanings(part.substring(colon + 1)));
      }
    }
    return found;
  }

  private static Set<Meaning> meanings(String words) {
    Set<Meaning> found = EnumSet.noneOf(Meaning.class);
    for (String word : words.toLowerCase(Locale.ROOT).split("[,;\\s]+")) {
      found.addAll(MEANINGS.getOrDefault(word, Set.of()));
    }
    return found;
  }
}

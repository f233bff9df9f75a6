package dev.sluice.testweb.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentence patterns with slots, and the words that fill them. */
final class Grammar {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  private final Map<String, List<String>> sections;

  private Grammar(Map<String, List<String>> sections) {
    this.sections = sections;
  }

  /**
   * Reads a resource of this package: {@code [section]} lines, then items by line or by {@code |}.
   */
  static Grammar read(String resource) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith("[")) {
        current = new ArrayList<>();
        sections.put(line.substring(1, line.indexOf(']')), current);
      } else if (!line.isBlank()) {
        current.addAll(List.of(line.strip().split("\\|")));
      }
    }
    return new Grammar(sections);
  }

  static String text(String resource) {
    try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, "missing resource " + resource).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + resource, e);
    }
  }

  List<String> patterns(String section) {
    return Objects.requireNonNull(sections.get(section), section);
  }

  /** One item of a section, its slots filled, with a capital first letter. */
  String any(String section, SplittableRandom random) {
    return fill(pick(section, random), random);
  }

  String fill(String pattern, SplittableRandom random) {
    Matcher slots = SLOT.matcher(pattern);
    StringBuilder text = new StringBuilder();
    while (slots.find()) {
      String word = pick(Objects.requireNonNull(slots.group(1)), random);
      slots.appendReplacement(text, Matcher.quoteReplacement(word));
    }
    slots.appendTail(text);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private String pick(String section, SplittableRandom random) {
    List<String> items = patterns(section);
    return items.get(random.nextInt(items.size()));
  }
}

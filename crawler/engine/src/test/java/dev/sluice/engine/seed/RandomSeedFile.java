package dev.sluice.engine.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seed file written in one of many ways, of which it is known which lines belong to which seed.
 */
final class RandomSeedFile {

  /** Pieces of the text: those of seeds, and what stands between them. */
  private final List<String> pieces = new ArrayList<>();

  /** The pieces that are seeds. */
  private final List<Integer> seeds = new ArrayList<>();

  private final Random random;
  private final String name;
  private final String lineEnd;

  RandomSeedFile(Random random) {
    this.random = random;
    this.name = random.nextInt(3) == 0 ? "seeds.txt" : "seeds.yaml";
    this.lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
    if (name.endsWith(".txt")) {
      writeLines();
    } else {
      writeYaml();
    }
  }

  String name() {
    return name;
  }

  int size() {
    return seeds.size();
  }

  String text() {
    return String.join("", pieces);
  }

  /** What stands before a seed. */
  String before(int seed) {
    return String.join("", pieces.subList(0, seeds.get(seed)));
  }

  String seed(int seed) {
    return pieces.get(seeds.get(seed));
  }

  /** What stands behind a seed. */
  String after(int seed) {
    return String.join("", pieces.subList(seeds.get(seed) + 1, pieces.size()));
  }

  private void writeLines() {
    between("");
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      StringBuilder line = new StringBuilder(chance() ? "" : "  ").append(url(i));
      String space = pick("  ", " ", "\t");
      line.append(space).append("name=s").append(i);
      optional(line, space + "delay=3s");
      optional(line, space + "tags.topic=law");
      optional(line, space + "exclude=/x/,*y=");
      optional(line, space + "paused=true");
      seed(line + lineEnd);
      between("");
    }
  }

  private void writeYaml() {
    between("");
    boolean root = chance();
    String indent = root ? "" : pick("", "  ", "    ");
    if (!root) {
      pieces.add(chance() ? "defaults: {recrawl: 30d, tags: {language: en}} # all" + lineEnd : "");
      pieces.add("seeds: " + pick("", "# ours - all") + lineEnd);
    }
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      between(indent);
      seed(chance() ? inBraces(i, indent) : inLines(i, indent));
    }
    between(indent);
    pieces.add(root || chance() ? "" : "# the end");
  }

  private String inBraces(int i, String indent) {
    String comma = pick(", ", ",", "," + lineEnd + indent + "    ");
    StringBuilder braces = new StringBuilder(indent + "- {" + field("url", quoted(url(i))));
    braces.append(comma).append(field("name", "s" + i));
    optional(braces, comma + field("delay", "3s"));
    optional(braces, comma + "tags: {" + field("topic", "law") + "}");
    optional(braces, comma + "exclude: [/x/, \"*y=\"]");
    optional(braces, comma + field("paused", "true"));
    return braces + "}" + trailing() + lineEnd;
  }

  private String inLines(int i, String indent) {
    String inner = lineEnd + indent + "  ";
    StringBuilder lines =
        new StringBuilder(indent + "- " + field("url", quoted(url(i))) + trailing());
    lines.append(inner).append(field("name", "s" + i)).append(trailing());
    optional(lines, inner + field("delay", "3s") + trailing());
    optional(lines, inner + "# a note - with a dash" + inner + field("depth", "7"));
    optional(lines, inner + "tags:" + inner + "  " + field("topic", "law") + trailing());
    optional(lines, inner + "exclude:" + inner + pick("- ", "  - ") + "/x/");
    optional(lines, inner + "include:" + inner + "  [/a/," + inner + "   /b/]");
    optional(lines, inner + field("paused", "true") + trailing());
    return lines + lineEnd;
  }

  private static String url(int i) {
    return "https://" + (char) ('a' + i) + ".example/";
  }

  private String quoted(String value) {
    return pick("'" + value + "'", "\"" + value + "\"", value);
  }

  private String field(String field, String value) {
    return pick(field, "\"" + field + "\"") + ": " + value;
  }

  private String trailing() {
    return pick("", "", " # as {they} say: [so], - 'it \"is", "   ");
  }

  private void seed(String text) {
    seeds.add(pieces.size());
    pieces.add(text);
  }

  private void between(String indent) {
    pieces.add(
        pick(
            "",
            lineEnd,
            indent + "# a comment: - {not: a seed}" + lineEnd,
            "#" + lineEnd + lineEnd));
  }

  private void optional(StringBuilder into, String text) {
    into.append(chance() ? text : "");
  }

  private boolean chance() {
    return random.nextBoolean();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

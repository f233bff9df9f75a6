package dev.sluice.engine.seed;

import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text file with one seed a line. */
final class LineLayout implements SeedLayout {

  private static final Pattern WORD = Pattern.compile("[^\\s\uFEFF]\\S*");
  private static final String BETWEEN = "  ";

  private final String file;
  private final Passage passage;

  LineLayout(String file, String text) {
    this.file = file;
    this.passage = new Passage(text);
  }

  @Override
  public String set(int seed, String field, String value) {
    List<MatchResult> words = words(seed);
    checkValue(words.get(0).start(), field, value);
    if (field.equals("url")) {
      return passage.replace(words.get(0).start(), words.get(0).end(), value).text();
    }
    String option = field + "=";
    for (MatchResult word : words.subList(1, words.size())) {
      if (word.group().startsWith(option)) {
        return passage.replace(word.start() + option.length(), word.end(), value).text();
      }
    }
    int end = words.get(words.size() - 1).end();
    return passage.insert(end, between(words) + option + value).text();
  }

  /** The space that this line has between its options. */
  private String between(List<MatchResult> words) {
    int last = words.size() - 1;
    return last == 0
        ? BETWEEN
        : passage.text().substring(words.get(last - 1).end(), words.get(last).start());
  }

  @Override
  public String unset(int seed, String field) {
    Passage left = passage;
    List<MatchResult> words = words(seed);
    for (int i = words.size() - 1; i > 0; i--) {
      if (isOf(words.get(i).group(), field)) {
        left = left.replace(words.get(i - 1).end(), words.get(i).end(), "");
      }
    }
    return left.text();
  }

  private static boolean isOf(String word, String field) {
    return word.startsWith(field + "=") || word.startsWith(field + ".");
  }

  @Override
  public String remove(int seed) {
    int place = words(seed).get(0).start();
    return passage.replace(startOfSeed(place), passage.afterLine(place), "").text();
  }

  /** A byte order mark stays, whatever becomes of the first line. */
  private int startOfSeed(int place) {
    int start = passage.lineStart(place);
    return passage.text().startsWith("\uFEFF") ? Math.max(1, start) : start;
  }

  @Override
  public String add(Map<String, String> fields) {
    int end = passage.text().length();
    fields.forEach((field, value) -> checkValue(end, field, value));
    StringBuilder line = new StringBuilder(fields.getOrDefault("url", ""));
    fields.forEach(
        (field, value) -> line.append(field.equals("url") ? "" : BETWEEN + field + "=" + value));
    return passage.insertLine(end, line.toString()).text();
  }

  private void checkValue(int place, String field, String value) {
    if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
      throw SettingsException.at(
          file,
          passage.line(place),
          "'"
              + field
              + "' cannot be '"
              + value
              + "' here: in a line of a text file a value has no spaces; move the seed to a YAML"
              + " file by hand");
    }
  }

  private List<MatchResult> words(int seed) {
    int left = seed;
    int start = 0;
    while (start < passage.text().length()) {
      int next = passage.afterLine(start);
      if (SeedText.isSeed(withoutMark(passage.text().substring(start, next))) && left-- == 0) {
        return words(start, next);
      }
      start = next;
    }
    throw new IllegalArgumentException(file + " has no seed number " + seed);
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private List<MatchResult> words(int start, int end) {
    List<MatchResult> words = new ArrayList<>();
    Matcher word = WORD.matcher(passage.text()).region(start, end);
    while (word.find()) {
      words.add(word.toMatchResult());
    }
    return words;
  }
}

package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The step {@code refinedweb-lines}: RefinedWeb's corrections line by line (Penedo et al. 2023,
 * section 3.1 and appendix G.2), as DataComp-LM's baselines have rebuilt them. Lines are what
 * stands between line feeds; empty ones stay.
 *
 * <p>In this order: lines with too large a share of capitals go, those of digits alone, counters
 * such as "3 likes", those of fewer than {@code min_words} words. Then the phrases "items in cart",
 * "Read more..." at the end and "Sign-in" at the beginning are taken out of lines of at most {@code
 * phrase_line_words} words, whatever their case; a line of nothing else goes. After each rule the
 * text is stripped. As in DataComp-LM, the three full stops stand for any three characters.
 *
 * <ul>
 *   <li>{@code removed-words}: the share of words that went; too many drop the page, and a page
 *       without any has lost all. These words stand between white space and begin with a letter or
 *       number.
 *   <li>{@code characters}: code points that are kept; none drops the page.
 *   <li>the others tell how many lines each rule took out or shortened, and never drop a page.
 * </ul>
 */
public final class RefinedWebLines implements PageStep {

  private static final String NAME = "refinedweb-lines";
  private static final String REMOVED = NAME + "/removed-words";
  private static final String CHARACTERS = NAME + "/characters";
  private static final String CAPITALS = NAME + "/capital-lines";
  private static final String DIGITS = NAME + "/digit-lines";
  private static final String COUNTERS = NAME + "/counter-lines";
  private static final String SHORT = NAME + "/short-lines";
  private static final String PHRASES = NAME + "/phrase-lines";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "RefinedWeb's corrections: takes out lines of capitals, digits, counters, buttons.",
          List.of(
              Parameter.decimal("max_capitals", 0.5, 1, "largest share of capitals in a line"),
              Parameter.decimal("max_digits", 0.999999, 1, "largest share of digits in a line"),
              Parameter.number("min_words", 2, "least words of a line"),
              Parameter.number(
                  "phrase_line_words", 10, "most words of a line that phrases are taken out of"),
              Parameter.decimal("max_removed_words", 0.05, 1, "largest share of words that go")),
          List.of(REMOVED, CHARACTERS, CAPITALS, DIGITS, COUNTERS, SHORT, PHRASES),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new RefinedWebLines(parameters, functions.segmenter()));

  private static final Pattern COUNTER =
      Pattern.compile(
          "^\\W*\\d[,.\\d]*[kmb]?\\s+(?:likes|shares|comments|retweets|reposts|quotes|bookmarks"
              + "|upvotes|downvotes|downloads|views|followers)\\W*\\z",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final int ANY_CASE =
      Pattern.CASE_INSENSITIVE
          | Pattern.UNICODE_CASE
          | Pattern.UNICODE_CHARACTER_CLASS
          | Pattern.DOTALL;
  private static final Pattern CART = Pattern.compile("\\s?items in cart", ANY_CASE);
  private static final Pattern MORE = Pattern.compile("\\s?read more...\\z", ANY_CASE);
  private static final Pattern SIGN_IN = Pattern.compile("^sign-in\\s?", ANY_CASE);

  /** What such a line holds for certain, which is quicker to look for. */
  private static final Phrases CART_CORE = new Phrases(List.of("items in cart"));

  private static final Phrases MORE_CORE = new Phrases(List.of("read more"));
  private static final Phrases SIGN_IN_CORE = new Phrases(List.of("sign-in"));

  private final Segmenter segmenter;
  private final double maxCapitals;
  private final double maxDigits;
  private final long minWords;
  private final long phraseLineWords;
  private final double maxRemovedWords;

  private RefinedWebLines(Parameters parameters, Segmenter segmenter) {
    this.segmenter = segmenter;
    this.maxCapitals = parameters.decimal("max_capitals");
    this.maxDigits = parameters.decimal("max_digits");
    this.minWords = parameters.number("min_words");
    this.phraseLineWords = parameters.number("phrase_line_words");
    this.maxRemovedWords = parameters.decimal("max_removed_words");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    List<Measurement> told = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    drop(lines, CAPITALS, this::isOfCapitals, true, told);
    drop(lines, DIGITS, this::isOfDigits, true, told);
    drop(lines, COUNTERS, RefinedWebLines::isCounter, true, told);
    drop(lines, SHORT, this::isShort, false, told);
    long shortened = cut(lines, CART, CART_CORE);
    shortened += cut(lines, MORE, MORE_CORE);
    shortened += cut(lines, SIGN_IN, SIGN_IN_CORE);
    told.add(told(PHRASES, shortened));
    String kept = String.join("\n", lines);

    double before = words(text);
    List<Measurement> measured = new ArrayList<>();
    double removed = before == 0 ? 1 : (before - words(kept)) / before;
    measured.add(Measurement.atMost(REMOVED, removed, maxRemovedWords));
    measured.add(Measurement.atLeast(CHARACTERS, kept.codePointCount(0, kept.length()), 1));
    measured.addAll(told);
    Draft changed =
        kept.equals(text)
            ? draft
            : draft.withText(kept, segmenter.segment(kept, draft.languageLabel()));
    return StepOutcome.judge(changed, measured);
  }

  private static Measurement told(String rule, long lines) {
    return Measurement.quantity(rule, lines, "any", true);
  }

  private static void drop(
      List<String> lines,
      String rule,
      Predicate<String> goes,
      boolean strips,
      List<Measurement> told) {
    int before = lines.size();
    lines.removeIf(line -> !line.isEmpty() && goes.test(line));
    told.add(told(rule, before - lines.size()));
    if (strips) {
      strip(lines);
    }
  }

  /** Takes a phrase out of short lines, and lines of nothing else; tells of how many. */
  private long cut(List<String> lines, Pattern phrase, Phrases quick) {
    List<String> kept = new ArrayList<>(lines.size());
    long changed = 0;
    for (String line : lines) {
      String rest = line;
      if (quick.in(line, 0, line.length()) && wordsOf(line) <= phraseLineWords) {
        rest = phrase.matcher(line).replaceAll("");
      }
      changed += rest.equals(line) ? 0 : 1;
      if (line.isEmpty() || !isBlank(rest)) {
        kept.add(rest);
      }
    }
    lines.clear();
    lines.addAll(kept);
    strip(lines);
    return changed;
  }

  private boolean isOfCapitals(String line) {
    long capitals = line.codePoints().filter(Chars::isCapital).count();
    return Share.of(capitals, line.codePointCount(0, line.length())) > maxCapitals;
  }

  private boolean isOfDigits(String line) {
    long digits = line.codePoints().filter(Chars::isDigit).count();
    return Share.of(digits, line.codePointCount(0, line.length())) > maxDigits;
  }

  private static boolean isCounter(String line) {
    return hasDigit(line) && COUNTER.matcher(line.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean hasDigit(String line) {
    return line.chars().anyMatch(Character::isDigit);
  }

  private boolean isShort(String line) {
    return wordsOf(line) < minWords;
  }

  private static int wordsOf(String line) {
    return Spans.words(line).count();
  }

  private static boolean isBlank(String line) {
    return Chars.skipSpace(line, 0, line.length()) == line.length();
  }

  /** Takes blank lines off both ends of a text, and white space off what is then its ends. */
  private static void strip(List<String> lines) {
    while (!lines.isEmpty() && isBlank(lines.get(lines.size() - 1))) {
      lines.remove(lines.size() - 1);
    }
    int blank = 0;
    while (blank < lines.size() && isBlank(lines.get(blank))) {
      blank++;
    }
    lines.subList(0, blank).clear();
    if (!lines.isEmpty()) {
      String first = lines.get(0);
      lines.set(0, first.substring(Chars.skipSpace(first, 0, first.length())));
      String last = lines.get(lines.size() - 1);
      lines.set(lines.size() - 1, last.substring(0, Chars.trimEnd(last, 0, last.length())));
    }
  }

  /** Words between ASCII's white space that begin with a letter or number. */
  private static long words(String text) {
    long words = 0;
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == ' ' || c >= '\t' && c <= '\r' || c == 0;
      words += begins && !space && Chars.isLetterOrNumber(text.codePointAt(i)) ? 1 : 0;
      begins = space;
    }
    return words;
  }
}

package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The step {@code bad-words}: C4's rule that drops a page with any word of a list. C4 used LDNOOBW,
 * the "List of Dirty, Naughty, Obscene and Otherwise Bad Words", which the user names by its file;
 * what comes with Sluice is a short list of its own. Which words were found is not told, only how
 * many.
 *
 * <p>Lists and texts are compared in small letters. {@code reading} says where a word begins and
 * ends:
 *
 * <ul>
 *   <li><b>datatrove</b>: at a character that is no letter, number or low line, or at the text's
 *       ends. In Chinese, Japanese and Thai, which put no spaces between words, everywhere.
 *   <li><b>dclm</b>: where one side is of words and the other is not; everywhere the same.
 *   <li><b>dolma</b>: at white space; an entry of several words is found anywhere.
 * </ul>
 */
public final class BadWords implements PageStep {

  private static final String RULE = "bad-words/words";
  private static final Set<String> WITHOUT_SPACES = Set.of("zh", "ja", "th");

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "bad-words",
          "Drops pages with words of a list, as C4 did.",
          List.of(
              Reading.parameter(Reading.DATATROVE, Reading.DOLMA, Reading.DCLM),
              Parameter.files(
                  "lists",
                  List.of("builtin:bad-words-en"),
                  "lists of words or phrases, one a line"),
              Parameter.languages(
                  "languages", List.of("en"), "language codes of the pages that are judged"),
              Parameter.number("max_words", 0, "most words of the lists in a page")),
          List.of(RULE),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> ForLanguages.of(parameters, new BadWords(parameters)));

  private final Reading reading;
  private final long maxWords;
  private final BitSet firsts = new BitSet();
  private final Map<Character, List<String>> byFirst = new HashMap<>();

  private BadWords(Parameters parameters) {
    this.reading = Reading.of(parameters);
    this.maxWords = parameters.number("max_words");
    parameters.lines("lists").stream()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .distinct()
        .forEach(this::add);
  }

  private void add(String entry) {
    firsts.set(entry.charAt(0));
    byFirst.computeIfAbsent(entry.charAt(0), any -> new ArrayList<>()).add(entry);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text().toLowerCase(Locale.ROOT);
    boolean anywhere =
        reading == Reading.DATATROVE && WITHOUT_SPACES.contains(draft.languageLabel().code());
    long found = 0;
    for (int at = 0; at < text.length(); at++) {
      found += begins(text, at, anywhere) ? 1 : 0;
    }
    return StepOutcome.judge(draft, List.of(Measurement.atMost(RULE, found, maxWords)));
  }

  private boolean begins(String text, int at, boolean anywhere) {
    char first = text.charAt(at);
    if (!firsts.get(first)) {
      return false;
    }
    for (String entry : byFirst.getOrDefault(first, List.of())) {
      int end = at + entry.length();
      if (text.startsWith(entry, at) && (anywhere || stands(entry, text, at, end))) {
        return true;
      }
    }
    return false;
  }

  private boolean stands(String entry, String text, int start, int end) {
    return switch (reading) {
      case DATATROVE -> !isOfWord(text, start - 1) && !isOfWord(text, end);
      case DCLM -> isBound(text, start) && isBound(text, end);
      case DOLMA, DOLMA_V2 ->
          entry.indexOf(' ') >= 0 || isSpace(text, start - 1) && isSpace(text, end);
    };
  }

  private static boolean isBound(String text, int at) {
    return isOfWord(text, at - 1) != isOfWord(text, at);
  }

  private static boolean isOfWord(String text, int at) {
    return at >= 0 && at < text.length() && Chars.isOfWord(text.charAt(at));
  }

  private static boolean isSpace(String text, int at) {
    return at < 0 || at >= text.length() || Chars.isSpace(text.charAt(at));
  }
}

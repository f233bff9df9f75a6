package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The step {@code c4-lines}: C4's rules on lines (Raffel et al. 2020, section 2.2, and its code in
 * TensorFlow Datasets), which takes lines out of the text and drops pages by what is left.
 *
 * <p>Of each line, in this order: one with a word of more than {@code max_word_length} code points
 * goes; marks of citations are taken out; one that does not end in {@code .}, {@code ?}, {@code !}
 * or {@code "} goes, and so does one that ends in three full stops; one of fewer than {@code
 * min_words} words (between white space) goes. What is left is looked at for phrases, whatever
 * their case: {@code lorem ipsum} and a curly bracket drop the page, {@code javascript} and words
 * about terms, privacy and cookies the line. A bracket in a line that went before drops nothing.
 *
 * <ul>
 *   <li>{@code lorem-ipsum}, {@code curly-bracket}: 1 if the page has it.
 *   <li>{@code sentences}: of the lines that are kept, by the shared segmentation, where datatrove
 *       asks spaCy and DCLM NLTK.
 *   <li>{@code characters}: code points that are kept; none drops the page.
 *   <li>the others tell how many lines went, and why, and never drop a page.
 * </ul>
 *
 * <p>{@code reading} decides details. <b>datatrove</b>: lines end at every mark that ends one, are
 * stripped, may also end in {@code '}, and words are counted before citations are taken out; white
 * space that a citation leaves at the end of a line makes it one without an end. <b>dclm</b>: lines
 * end at line feeds only and keep their white space, empty ones are kept, and words are counted
 * after citations are taken out.
 */
public final class C4Lines implements PageStep {

  private static final String NAME = "c4-lines";
  private static final String LOREM = NAME + "/lorem-ipsum";
  private static final String BRACKET = NAME + "/curly-bracket";
  private static final String SENTENCES = NAME + "/sentences";
  private static final String CHARACTERS = NAME + "/characters";
  private static final String REMOVED = NAME + "/removed-lines";
  private static final String REMOVED_CHARACTERS = NAME + "/removed-characters";

  /** Why a line goes, in the order of the rules on them. */
  private enum Cause {
    LONG_WORDS,
    NO_END,
    FEW_WORDS,
    JAVASCRIPT,
    POLICY;

    String rule() {
      return switch (this) {
        case LONG_WORDS -> NAME + "/long-word-lines";
        case NO_END -> NAME + "/unended-lines";
        case FEW_WORDS -> NAME + "/short-lines";
        case JAVASCRIPT -> NAME + "/javascript-lines";
        case POLICY -> NAME + "/policy-lines";
      };
    }
  }

  private static final String ON = "on";
  private static final List<String> SWITCH = List.of(ON, "off");

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "C4's rules: takes out lines that are no sentences, drops pages with code or filler.",
          List.of(
              Reading.parameter(Reading.DATATROVE, Reading.DCLM),
              Parameter.number("max_word_length", 1_000, "most code points of a word in a line"),
              Parameter.choice("citations", SWITCH, "take the marks of citations out"),
              Parameter.choice("end_marks", SWITCH, "take lines out that do not end a sentence"),
              Parameter.number("min_words", 3, "least words of a line"),
              Parameter.choice("lorem_ipsum", SWITCH, "drop pages with filler text"),
              Parameter.choice("javascript", SWITCH, "take lines out that name it"),
              Parameter.choice("curly_bracket", SWITCH, "drop pages with such a bracket"),
              Parameter.choice("policy", SWITCH, "take lines out on terms, privacy, cookies"),
              Parameter.number("min_sentences", 5, "least sentences of what is kept")),
          List.of(
              LOREM,
              BRACKET,
              SENTENCES,
              CHARACTERS,
              REMOVED,
              REMOVED_CHARACTERS,
              Cause.LONG_WORDS.rule(),
              Cause.NO_END.rule(),
              Cause.FEW_WORDS.rule(),
              Cause.JAVASCRIPT.rule(),
              Cause.POLICY.rule()),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new C4Lines(parameters, functions.segmenter()));

  private static final Phrases LOREM_IPSUM = new Phrases(List.of("lorem ipsum"));
  private static final Phrases JAVASCRIPT = new Phrases(List.of("javascript"));
  private static final Phrases POLICY =
      new Phrases(
          List.of(
              "terms of use",
              "privacy policy",
              "cookie policy",
              "uses cookies",
              "use of cookies",
              "use cookies"));

  private final Segmenter segmenter;
  private final boolean ofDclm;
  private final long maxWordLength;
  private final boolean citations;
  private final boolean endMarks;
  private final long minWords;
  private final boolean loremIpsum;
  private final boolean javascript;
  private final boolean curlyBracket;
  private final boolean policy;
  private final long minSentences;

  private C4Lines(Parameters parameters, Segmenter segmenter) {
    this.segmenter = segmenter;
    this.ofDclm = Reading.of(parameters) == Reading.DCLM;
    this.maxWordLength = parameters.number("max_word_length");
    this.citations = parameters.word("citations").equals(ON);
    this.endMarks = parameters.word("end_marks").equals(ON);
    this.minWords = parameters.number("min_words");
    this.loremIpsum = parameters.word("lorem_ipsum").equals(ON);
    this.javascript = parameters.word("javascript").equals(ON);
    this.curlyBracket = parameters.word("curly_bracket").equals(ON);
    this.policy = parameters.word("policy").equals(ON);
    this.minSentences = parameters.number("min_sentences");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Sieve sieve = new Sieve(draft.text());
    sieve.run();
    List<Measurement> measured = new ArrayList<>();
    measured.add(Measurement.atMost(LOREM, sieve.filler ? 1 : 0, 0));
    measured.add(Measurement.atMost(BRACKET, sieve.bracket ? 1 : 0, 0));
    if (sieve.filler || sieve.bracket) {
      return StepOutcome.judge(draft, measured);
    }
    String kept = sieve.kept();
    boolean same = kept.equals(draft.text());
    Segments cut = same ? draft.cut() : segmenter.segment(kept, draft.languageLabel());
    if (minSentences > 0) {
      measured.add(Measurement.atLeast(SENTENCES, cut.sentences().size(), minSentences));
    }
    measured.add(Measurement.atLeast(CHARACTERS, kept.codePointCount(0, kept.length()), 1));
    sieve.tell(measured);
    return StepOutcome.judge(same ? draft : draft.withText(kept, cut), measured);
  }

  /** One text on its way through the rules. For one thread. */
  private final class Sieve {

    private final String text;
    private final Spans lines;
    private final StringBuilder kept;
    private final long[] gone = new long[Cause.values().length];
    private long goneCharacters;
    private long keptLines;
    private boolean filler;
    private boolean bracket;

    Sieve(String text) {
      this.text = text;
      this.lines = ofDclm ? Spans.rows(text) : Spans.lines(text);
      this.kept = new StringBuilder(text.length());
    }

    void run() {
      for (int i = 0; i < lines.count() && !filler && !bracket; i++) {
        line(lines.start(i), lines.end(i));
      }
    }

    private void line(int start, int end) {
      int from = ofDclm ? start : Chars.skipSpace(text, start, end);
      int to = ofDclm ? end : Chars.trimEnd(text, from, end);
      Spans words = Spans.words(text, from, to);
      if (hasLongWord(words)) {
        go(Cause.LONG_WORDS, start, end);
        return;
      }
      String line = text.substring(from, to);
      String clean = citations ? Citations.without(line) : line;
      boolean shorter = clean.length() < line.length();
      long count = ofDclm && shorter ? Spans.words(clean).count() : words.count();
      if (ofDclm && clean.isEmpty()) {
        keep(clean);
      } else if (endMarks && !isEnded(clean)) {
        go(Cause.NO_END, start, end);
      } else if (count < minWords) {
        go(Cause.FEW_WORDS, start, end);
      } else {
        phrases(clean, start, end);
      }
    }

    private void phrases(String line, int start, int end) {
      int length = line.length();
      if (loremIpsum && LOREM_IPSUM.in(line, 0, length)) {
        filler = true;
      } else if (javascript && JAVASCRIPT.in(line, 0, length)) {
        go(Cause.JAVASCRIPT, start, end);
      } else if (curlyBracket && line.indexOf('{') >= 0) {
        bracket = true;
      } else if (policy && POLICY.in(line, 0, length)) {
        go(Cause.POLICY, start, end);
      } else {
        keep(line);
      }
    }

    private void keep(String line) {
      kept.append(keptLines++ == 0 ? "" : "\n").append(line);
    }

    private void go(Cause cause, int start, int end) {
      gone[cause.ordinal()]++;
      goneCharacters += text.codePointCount(start, end);
    }

    private boolean hasLongWord(Spans words) {
      for (int i = 0; i < words.count(); i++) {
        if (words.end(i) - words.start(i) > maxWordLength && words.length(i) > maxWordLength) {
          return true;
        }
      }
      return false;
    }

    /** Whether a line ends in a mark, but not in an ellipsis. */
    private boolean isEnded(String line) {
      int end = ofDclm ? Chars.trimEnd(line, 0, line.length()) : line.length();
      if (end == 0 || Chars.endsWith(line, 0, end, "...")) {
        return false;
      }
      char last = line.charAt(end - 1);
      return last == '.' || last == '?' || last == '!' || last == '"' || last == '\'' && !ofDclm;
    }

    String kept() {
      return Chars.strip(kept.toString());
    }

    void tell(List<Measurement> measured) {
      long all = 0;
      for (long lines : gone) {
        all += lines;
      }
      measured.add(told(REMOVED, all));
      measured.add(told(REMOVED_CHARACTERS, goneCharacters));
      for (Cause cause : Cause.values()) {
        measured.add(told(cause.rule(), gone[cause.ordinal()]));
      }
    }

    private static Measurement told(String rule, long count) {
      return Measurement.quantity(rule, count, "any", true);
    }
  }
}

package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The step {@code gopher-repetition}: the thirteen rules of Gopher (Rae et al. 2021, Table A1)
 * against texts that repeat themselves. All values are shares; that of a top n-gram in datatrove's
 * reading can be above 1 in a very short text. Characters are code points.
 *
 * <p>Published implementations differ so much that no limit means the same in two of them; {@code
 * reading} says which is followed:
 *
 * <ul>
 *   <li><b>datatrove</b>: only second and later copies of a line or paragraph count, and all
 *       characters are shares of the whole text, white space included. Lines are what stands
 *       between runs of line feeds, paragraphs between runs of two or more. Words are tokens,
 *       punctuation included. The most frequent 2-, 3- or 4-gram counts with the spaces between its
 *       words, even if it occurs once; of several, the first. For larger n the text is read from
 *       its start: a repeated n-gram counts, and the next n words are passed over. Here n-grams are
 *       equal if they are when written without spaces.
 *   <li><b>dclm</b>: every copy of a line or paragraph counts, the first included; these are
 *       stripped, empty ones left out, and characters are a share of theirs. A page of one line is
 *       never repetitive. Words are tokens that begin with a letter or number; of n-grams each word
 *       counts once however many repeated n-grams it stands in, and one that occurs once is no
 *       repetition. Of several most frequent n-grams the longest counts.
 *   <li><b>dolma</b> (tagger {@code gopher_v1}): every copy of a line counts, empty lines too;
 *       characters are a share of those of all words, which stand between white space. There are no
 *       rules on paragraphs. The most frequent n-gram counts without spaces, even if it occurs
 *       once; repeated ones are a share of the characters of all n-grams of their size. In a text
 *       whose paragraphs stand apart by empty lines, these alone are too many copies.
 *   <li><b>dolma-v2</b> (tagger {@code gopher_v2}): the same, but runs of line feeds part lines.
 * </ul>
 *
 * <p>A limit of 1 (1,000 for top n-grams) turns a rule off and still measures. All sizes of n-grams
 * take their hashes from one another, so a page costs a few passes over numbers and no strings.
 */
public final class Repetition implements PageStep {

  private static final String NAME = "gopher-repetition";
  private static final String LINES = "duplicate-lines";
  private static final String PARAGRAPHS = "duplicate-paragraphs";
  private static final String LINE_CHARACTERS = "duplicate-line-characters";
  private static final String PARAGRAPH_CHARACTERS = "duplicate-paragraph-characters";
  private static final double[] TOP_LIMITS = {0.20, 0.18, 0.16};
  private static final double[] DUPLICATE_LIMITS = {0.15, 0.14, 0.13, 0.12, 0.11, 0.10};
  private static final int FIRST_TOP = 2;
  private static final int FIRST_DUPLICATE = 5;
  private static final int LAST = 10;
  private static final double NEVER = 1_000;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Gopher's rules against lines, paragraphs and word n-grams that repeat themselves.",
          parameters(),
          rules(),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new Repetition(parameters));

  private final Reading reading;
  private final Parameters limits;

  private Repetition(Parameters parameters) {
    this.reading = Reading.of(parameters);
    this.limits = parameters;
  }

  private static List<String> rules() {
    List<String> rules =
        new ArrayList<>(List.of(LINES, PARAGRAPHS, LINE_CHARACTERS, PARAGRAPH_CHARACTERS));
    for (int n = FIRST_TOP; n <= LAST; n++) {
      rules.add(ngram(n));
    }
    return rules.stream().map(rule -> NAME + "/" + rule).toList();
  }

  private static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(Reading.parameter(Reading.DATATROVE, Reading.DOLMA, Reading.DOLMA_V2, Reading.DCLM));
    all.add(share(LINES, 0.3, "largest share of lines that are copies"));
    all.add(share(PARAGRAPHS, 0.3, "largest share of paragraphs that are copies"));
    all.add(share(LINE_CHARACTERS, 0.2, "largest share of characters in such lines"));
    all.add(share(PARAGRAPH_CHARACTERS, 0.2, "largest share of characters in such paragraphs"));
    for (int n = FIRST_TOP; n < FIRST_DUPLICATE; n++) {
      String meaning = "largest share of characters in the most frequent " + n + "-gram of words";
      double limit = TOP_LIMITS[n - FIRST_TOP];
      all.add(Parameter.decimal(limitOf(ngram(n)), limit, NEVER, meaning));
    }
    for (int n = FIRST_DUPLICATE; n <= LAST; n++) {
      String meaning = "largest share of characters in repeated " + n + "-grams of words";
      all.add(share(ngram(n), DUPLICATE_LIMITS[n - FIRST_DUPLICATE], meaning));
    }
    return all;
  }

  private static Parameter share(String rule, double limit, String meaning) {
    return Parameter.decimal(limitOf(rule), limit, 1, meaning);
  }

  private static String ngram(int n) {
    return (n < FIRST_DUPLICATE ? "top-" : "duplicate-") + n + "-gram";
  }

  private static String limitOf(String rule) {
    return "max_" + rule.replace('-', '_');
  }

  @Override
  public StepOutcome apply(Draft draft) {
    List<Measurement> measured = new ArrayList<>();
    switch (reading) {
      case DATATROVE -> ofDatatrove(draft, measured);
      case DOLMA, DOLMA_V2 -> ofDolma(draft.text(), measured);
      case DCLM -> ofDclm(draft, measured);
    }
    return StepOutcome.judge(draft, measured);
  }

  private void ofDatatrove(Draft draft, List<Measurement> measured) {
    String text = draft.text();
    double all = text.codePointCount(0, text.length());
    Copies lines = Copies.of(Spans.between(text, 0, text.length(), 1, text.length()));
    int end = Chars.trimEnd(text, 0, text.length());
    int start = Chars.skipSpace(text, 0, end);
    Copies paragraphs = Copies.of(Spans.between(text, start, end, 2, text.length()));
    add(measured, LINES, lines.laterPieces(), lines.count());
    add(measured, PARAGRAPHS, paragraphs.laterPieces(), paragraphs.count());
    add(measured, LINE_CHARACTERS, lines.laterCharacters(), all);
    add(measured, PARAGRAPH_CHARACTERS, paragraphs.laterCharacters(), all);

    Hashed words = Hashed.of(Spans.tokens(draft.cut()));
    Ngrams apart = new Ngrams(words, true);
    for (int n = FIRST_TOP; n < FIRST_DUPLICATE; n++) {
      Groups groups = apart.of(n);
      long top = 0;
      if (groups.count() > 0) {
        int first = groups.largest();
        top = groups.size(first) * (apart.length(first, n) + n - 1);
      }
      add(measured, ngram(n), top, all);
    }
    Ngrams joined = new Ngrams(words, false);
    for (int n = FIRST_DUPLICATE; n <= LAST; n++) {
      add(measured, ngram(n), joined.repeatedInPassing(n), all);
    }
  }

  private void ofDolma(String text, List<Measurement> measured) {
    Hashed words = Hashed.of(Spans.words(text));
    double all = words.allLengths();
    Copies lines = Copies.of(Spans.ofDolma(text, reading));
    add(measured, LINES, lines.allPieces(), lines.count());
    add(measured, LINE_CHARACTERS, lines.allCharacters(), Math.max(all, 1));
    Ngrams ngrams = new Ngrams(words, true);
    for (int n = FIRST_TOP; n < FIRST_DUPLICATE; n++) {
      Groups groups = ngrams.of(n);
      int first = groups.count() == 0 ? 0 : groups.largest();
      long top = groups.count() == 0 ? 0 : groups.size(first) * ngrams.length(first, n);
      add(measured, ngram(n), top, all);
    }
    for (int n = FIRST_DUPLICATE; n <= LAST; n++) {
      Groups groups = ngrams.of(n);
      long repeated = 0;
      long characters = 0;
      for (int at = 0; at < groups.count(); at++) {
        long length = ngrams.length(at, n);
        characters += length;
        repeated += groups.size(at) > 1 ? length : 0;
      }
      add(measured, ngram(n), repeated, characters);
    }
  }

  private void ofDclm(Draft draft, List<Measurement> measured) {
    String text = draft.text();
    Copies lines = Copies.of(Spans.rows(text).stripped());
    Copies paragraphs = Copies.of(Spans.between(text, 0, text.length(), 2, 2).stripped());
    add(measured, LINES, lines.count() == 1 ? 0 : lines.allPieces(), lines.count());
    add(
        measured,
        PARAGRAPHS,
        paragraphs.count() == 1 ? 0 : paragraphs.allPieces(),
        paragraphs.count());
    add(measured, LINE_CHARACTERS, lines.allCharacters(), lines.characters());
    add(measured, PARAGRAPH_CHARACTERS, paragraphs.allCharacters(), paragraphs.characters());

    Ngrams ngrams = new Ngrams(Hashed.of(Spans.tokensOfDclm(draft.cut())), true);
    for (int n = FIRST_TOP; n < FIRST_DUPLICATE; n++) {
      add(measured, ngram(n), longestTop(ngrams, n), ngrams.allLengths());
    }
    for (int n = FIRST_DUPLICATE; n <= LAST; n++) {
      add(measured, ngram(n), ngrams.charactersInRepeated(n), ngrams.allLengths());
    }
  }

  /** Characters of the longest of the most frequent n-grams; none if each occurs once. */
  private static long longestTop(Ngrams ngrams, int n) {
    Groups groups = ngrams.of(n);
    int most = groups.count() == 0 ? 0 : groups.size(groups.largest());
    long longest = 0;
    for (int at = 0; at < groups.count(); at++) {
      if (groups.size(at) == most) {
        longest = Math.max(longest, ngrams.length(at, n));
      }
    }
    return most > 1 ? most * longest : 0;
  }

  private void add(List<Measurement> measured, String rule, double part, double whole) {
    double limit = limits.decimal(limitOf(rule));
    measured.add(Measurement.atMost(NAME + "/" + rule, Share.of(part, whole), limit));
  }

  /**
   * How many of some pieces of text are copies of others, and how long these are.
   *
   * @param count of all pieces
   * @param characters of all pieces
   * @param laterPieces those that occurred before
   * @param laterCharacters theirs
   * @param allPieces those of which there are several, the first included
   * @param allCharacters theirs
   */
  private record Copies(
      int count,
      long characters,
      int laterPieces,
      long laterCharacters,
      int allPieces,
      long allCharacters) {

    static Copies of(Spans pieces) {
      Hashed hashed = Hashed.of(pieces);
      Groups groups = new Groups(hashed.count());
      groups.group(hashed.hashes(), hashed.count());
      int later = 0;
      long laterCharacters = 0;
      int all = 0;
      long allCharacters = 0;
      for (int i = 0; i < groups.count(); i++) {
        int length = hashed.lengths()[i];
        if (groups.first(i) != i) {
          later++;
          laterCharacters += length;
        }
        if (groups.size(i) > 1) {
          all++;
          allCharacters += length;
        }
      }
      return new Copies(
          hashed.count(), hashed.allLengths(), later, laterCharacters, all, allCharacters);
    }
  }
}

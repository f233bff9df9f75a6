package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Set;

/**
 * The step {@code fineweb-quality}: the rules that FineWeb (Penedo et al. 2024, section 3.6) adds
 * to Gopher's and C4's. Lines are what stands between line feeds and is not blank; their white
 * space counts.
 *
 * <ul>
 *   <li>{@code lines}: how many there are; none drops the page.
 *   <li>{@code ended-lines}: the share of lines whose last character ends a sentence, in any
 *       script.
 *   <li>{@code short-lines}: the share of lines of at most {@code short_line} code points.
 *   <li>{@code duplicate-line-characters}: code points of second and later copies of lines, as a
 *       share of all but line feeds. The paper's text says 0.1, its table and the code 0.01.
 *   <li>{@code line-feeds}: line feeds for each token of the shared segmentation, punctuation
 *       included.
 * </ul>
 */
public final class FineWeb implements PageStep {

  private static final String NAME = "fineweb-quality";
  private static final String LINES = NAME + "/lines";
  private static final String ENDED = NAME + "/ended-lines";
  private static final String SHORT = NAME + "/short-lines";
  private static final String DUPLICATE = NAME + "/duplicate-line-characters";
  private static final String FEEDS = NAME + "/line-feeds";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "FineWeb's rules on lines: sentences ended, short, repeated, too many.",
          List.of(
              Parameter.decimal(
                  "min_ended_lines", 0.12, 1, "least share of lines that end a sentence"),
              Parameter.flag("allow_none_ended", "keep pages on which no line at all ends one"),
              Parameter.decimal("max_short_lines", 0.67, 1, "largest share of short lines"),
              Parameter.number("short_line", 30, "code points up to which a line is short"),
              Parameter.decimal(
                  "max_duplicate_line_characters",
                  0.01,
                  1,
                  "largest share of characters in copies of lines"),
              Parameter.decimal("max_line_feeds", 0.3, 1_000, "most line feeds per token")),
          List.of(LINES, ENDED, SHORT, DUPLICATE, FEEDS),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new FineWeb(parameters));

  private final Parameters limits;
  private final boolean noneEndedIsFine;
  private final long shortLine;

  private FineWeb(Parameters parameters) {
    this.limits = parameters;
    this.noneEndedIsFine = parameters.flag("allow_none_ended");
    this.shortLine = parameters.number("short_line");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    Spans lines = Spans.rows(text).withoutBlank();
    Hashed hashed = Hashed.of(lines);
    long feeds = Chars.occurrences(text, "\n");
    double shorts = 0;
    for (int length : hashed.lengths()) {
      shorts += length <= shortLine ? 1 : 0;
    }
    double characters = text.codePointCount(0, text.length()) - feeds;
    List<Measurement> measured =
        List.of(
            Measurement.atLeast(LINES, lines.count(), 1),
            ended(Share.of(endedLines(lines), lines.count())),
            atMost(SHORT, Share.of(shorts, lines.count()), "max_short_lines"),
            atMost(
                DUPLICATE,
                Share.of(laterCopies(hashed), characters),
                "max_duplicate_line_characters"),
            atMost(FEEDS, Share.of(feeds, draft.cut().spans().count()), "max_line_feeds"));
    return StepOutcome.judge(draft, measured);
  }

  private Measurement ended(double share) {
    double least = limits.decimal("min_ended_lines");
    if (noneEndedIsFine && share == 0) {
      return Measurement.quantity(ENDED, share, "0 or >= " + Measured.plain(least), true);
    }
    return Measurement.atLeast(ENDED, share, least);
  }

  private Measurement atMost(String rule, double value, String limit) {
    return Measurement.atMost(rule, value, limits.decimal(limit));
  }

  private static long endedLines(Spans lines) {
    long ended = 0;
    for (int i = 0; i < lines.count(); i++) {
      int last = lines.text().codePointBefore(lines.end(i));
      ended += Punctuation.TERMINAL.has(last) ? 1 : 0;
    }
    return ended;
  }

  private static long laterCopies(Hashed lines) {
    Groups groups = new Groups(lines.count());
    groups.group(lines.hashes(), lines.count());
    long characters = 0;
    for (int i = 0; i < lines.count(); i++) {
      characters += groups.first(i) != i ? lines.lengths()[i] : 0;
    }
    return characters;
  }
}

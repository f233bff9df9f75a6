package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The step {@code duplicate-lines}: takes second and later copies of a line out of the page. Lines
 * are what stands between line feeds.
 *
 * <ul>
 *   <li>{@code compare: exact} takes lines for copies that are equal.
 *   <li>{@code compare: letters} takes those that are equal in small letters and without white
 *       space at their ends, as DataComp-LM does; blank lines are no copies.
 *   <li>{@code compare: ccnet} takes those that are equal in CCNet's form (Wenzek et al. 2020,
 *       section 3.1): small letters without accents, each digit 0, without typographic marks and
 *       control characters; blank lines are no copies. CCNet compares the lines of many pages with
 *       each other; this step, which sees one page, those of one.
 * </ul>
 *
 * <p>{@code removed-lines} and {@code removed-characters} tell what went, and never drop a page.
 */
public final class DuplicateLines implements PageStep {

  private static final String NAME = "duplicate-lines";
  private static final String REMOVED = NAME + "/removed-lines";
  private static final String CHARACTERS = NAME + "/removed-characters";

  /** Which lines are copies of each other. */
  private enum Compare {
    EXACT,
    LETTERS,
    CCNET
  }

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Takes copies of lines out of a page.",
          List.of(
              Parameter.choice(
                  "compare",
                  List.of("exact", "letters", "ccnet"),
                  "which lines are copies of each other")),
          List.of(REMOVED, CHARACTERS),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new DuplicateLines(parameters, functions.segmenter()));

  /** CCNet's marks, those of ASCII not among them, and control characters. */
  private static final CodePoints CCNET_MARKS =
      CodePoints.of(
          "0-1f 7f-9f ab b4 bb 2013-2014 2019 201c-201e 2026 2236 2501 25ba 3001-3002 3008-300d"
              + " 3010-3011 ff01 ff05 ff08-ff09 ff0c ff0e ff11 ff1a-ff1b ff1f ff5e");

  private final Segmenter segmenter;
  private final Compare compare;

  private DuplicateLines(Parameters parameters, Segmenter segmenter) {
    this.segmenter = segmenter;
    this.compare = Compare.valueOf(parameters.word("compare").toUpperCase(Locale.ROOT));
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Spans lines = Spans.rows(draft.text());
    Set<String> seen = new HashSet<>();
    StringBuilder kept = new StringBuilder();
    long removed = 0;
    long characters = 0;
    for (int i = 0; i < lines.count(); i++) {
      String line = lines.piece(i);
      String form = form(line);
      if (seen.add(form) || form.isEmpty() && compare != Compare.EXACT) {
        kept.append(i == 0 ? "" : "\n").append(line);
      } else {
        removed++;
        characters += lines.length(i);
      }
    }
    Draft changed = removed == 0 ? draft : changed(draft, kept.toString());
    return StepOutcome.judge(
        changed,
        List.of(
            Measurement.quantity(REMOVED, removed, "any", true),
            Measurement.quantity(CHARACTERS, characters, "any", true)));
  }

  private Draft changed(Draft draft, String text) {
    return draft.withText(text, segmenter.segment(text, draft.languageLabel()));
  }

  private String form(String line) {
    return switch (compare) {
      case EXACT -> line;
      case LETTERS -> Chars.strip(line).toLowerCase(Locale.ROOT);
      case CCNET -> ccnet(Chars.strip(line).toLowerCase(Locale.ROOT));
    };
  }

  private static String ccnet(String line) {
    String apart = Normalizer.normalize(line, Normalizer.Form.NFD);
    StringBuilder form = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); ) {
      int c = apart.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isDigit(c)) {
        form.append('0');
      } else if (!CCNET_MARKS.has(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        form.appendCodePoint(c);
      }
    }
    return form.toString();
  }
}

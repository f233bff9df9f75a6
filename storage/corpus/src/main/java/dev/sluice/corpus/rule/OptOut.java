package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The step {@code opt-out}: no page whose owner refused, at the time of its capture, that it be
 * used like this.
 *
 * <p>Each refusal counts by itself, and a permission takes none back, however close to the page it
 * stands: where statements differ, the strictest holds (draft-ietf-aipref-vocab, "Combining
 * Preferences"). A robots.txt has already decided among its own lines by the longest path.
 *
 * <p>{@code noarchive} is in the standard list since Bing declared it to be its opt-out from AI,
 * {@code noindex} since its owner does not want the page to be found at all. {@code noimageai}
 * speaks of images, which are no part of a text, and {@code nofollow} of links.
 */
public final class OptOut implements PageStep {

  private static final String RULE = "opt-out/directive";

  private static final List<String> MEANINGS =
      Stream.of(Meaning.values())
          .filter(meaning -> meaning != Meaning.TRAINING_GRANTED)
          .map(OptOut::name)
          .toList();

  private static final List<String> STANDARD =
      Stream.of(
              Meaning.TRAINING_REFUSED,
              Meaning.TDM_RESERVED,
              Meaning.NO_AI,
              Meaning.AI_CRAWLERS_DISALLOWED,
              Meaning.NOARCHIVE,
              Meaning.NOINDEX)
          .map(OptOut::name)
          .toList();

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "opt-out",
          "Drops pages whose owners asked that they not be used: in their header, HTML, robots.txt or"
              + " tdmrep.json.",
          List.of(
              Parameter.words(
                  "honour", STANDARD, MEANINGS, "what drops a page; a permission takes none back")),
          List.of(RULE),
          Set.of(),
          Set.of(),
          (parameters, functions) -> new OptOut(parameters));

  private final List<String> honour;
  private final String limit;

  private OptOut(Parameters parameters) {
    this.honour = parameters.words("honour");
    this.limit = honour.isEmpty() ? "any" : "none of " + String.join(", ", honour);
  }

  private static String name(Meaning meaning) {
    return meaning.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    List<Directive> said = draft.page().capture().directives();
    Optional<Directive> refusal =
        honour.stream()
            .flatMap(name -> said.stream().filter(it -> name(it.meaning()).equals(name)))
            .findFirst();
    String measured = refusal.map(OptOut::words).orElse("none");
    return StepOutcome.judge(
        draft,
        List.of(new Measurement(RULE, new Measured.Fact(measured), limit, refusal.isEmpty())));
  }

  private static String words(Directive said) {
    return name(said.meaning()) + " (" + said.source() + ": " + said.text() + ")";
  }
}

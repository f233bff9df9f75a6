package dev.sluice.corpus;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.pages.model.CaptureKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one page in the page steps of a recipe, step by step, with every value measured.
 *
 * @param key URL and time of fetch
 * @param recipe name and version of the recipe
 * @param steps all steps of the recipe in order
 * @param charset the encoding that the body was read in, once decoded
 * @param stated what the page states of itself, once extracted; nothing before
 * @param notes what was done to the text that is out of the ordinary
 * @param language its language, once told
 * @param text its main text, once extracted; empty before
 * @param leftOut what was left out of it as the template of its site
 * @param cause why it was dropped; empty if it is a candidate
 */
public record PageTrace(
    CaptureKey key,
    String recipe,
    List<Step> steps,
    Optional<String> charset,
    Stated stated,
    List<String> notes,
    Optional<LanguageLabel> language,
    String text,
    TemplateCut leftOut,
    Optional<Measurement> cause) {

  private static final int FIRST_LINES = 5;

  /**
   * One step.
   *
   * @param measurements what it measured on this page
   * @param note for people: why it was skipped or not reached, or how the recipe has it on such
   *     pages; empty otherwise
   */
  public record Step(String name, Result result, List<Measurement> measurements, String note) {}

  /** What a step did with the page. */
  public enum Result {
    KEPT,
    DROPPED,
    /** The step does not apply to this page. */
    SKIPPED,
    /** An earlier step dropped the page. */
    NOT_REACHED,
    /** The step compares pages: only an export can tell. */
    AT_EXPORT
  }

  public PageTrace {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** The page's title, if it states one. */
  public Optional<String> title() {
    return stated.title();
  }

  /** The first lines of the main text, at most five. */
  public List<String> firstLines() {
    return text.lines().limit(FIRST_LINES).toList();
  }

  /** Collects the outcomes of steps. For one page and one thread. */
  static final class Builder {

    private final CaptureKey key;
    private final String recipe;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Measurement> cause = Optional.empty();

    Builder(CaptureKey key, String recipe) {
      this.key = key;
      this.recipe = recipe;
    }

    void add(String name, Draft before, StepOutcome outcome, String how) {
      List<Measurement> all = outcome.draft().measurements();
      List<Measurement> own = all.subList(before.measurements().size(), all.size());
      Result result = Result.KEPT;
      String note = how;
      if (outcome instanceof StepOutcome.Dropped dropped) {
        result = Result.DROPPED;
        cause = Optional.of(dropped.cause());
      } else if (outcome instanceof StepOutcome.Skipped skipped) {
        result = Result.SKIPPED;
        note = skipped.reason();
      }
      steps.add(new Step(name, result, List.copyOf(own), note));
    }

    /** How many steps there are so far. */
    int size() {
      return steps.size();
    }

    /** Whether one of them dropped the page. */
    boolean isDropped() {
      return cause.isPresent();
    }

    PageTrace end(Draft draft, List<String> names) {
      Result rest = cause.isPresent() ? Result.NOT_REACHED : Result.AT_EXPORT;
      String note = cause.isPresent() ? "dropped before" : "compares pages, told by an export";
      for (String name : names.subList(steps.size(), names.size())) {
        steps.add(new Step(name, rest, List.of(), note));
      }
      Optional<Extracted> content = draft.extracted();
      return new PageTrace(
          key,
          recipe,
          steps,
          draft.decoded().map(Decoded::charset),
          content.map(Extracted::stated).orElse(Stated.NOTHING),
          content.map(Extracted::notes).orElse(List.of()),
          draft.language(),
          content.map(Extracted::text).orElse(""),
          draft.leftOut(),
          cause);
    }
  }
}

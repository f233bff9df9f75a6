package dev.sluice.corpus;

import dev.sluice.corpus.charset.PageDecoder;
import dev.sluice.corpus.dedup.TextHasher;
import dev.sluice.corpus.extract.MainTextExtractor;
import dev.sluice.corpus.language.ParagraphIdentifier;
import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.preview.Reading;
import dev.sluice.corpus.preview.ReferencePage;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.rule.Extract;
import dev.sluice.corpus.rule.TakenDown;
import dev.sluice.corpus.scrub.Scrub;
import dev.sluice.corpus.site.SiteLearner;
import dev.sluice.corpus.site.SiteSample;
import dev.sluice.corpus.text.IcuSegmenter;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Takedowns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page steps of a recipe, ready to be applied to pages: a pure function from a raw page to a
 * document or to the reason why it is none. Cheap to make, and safe for use by several threads.
 */
public final class Cleaner {

  private final List<RecipeStep> steps = new ArrayList<>();
  private final List<GlobalStep> imprinting = new ArrayList<>();
  private final Map<String, String> scores;
  private final Recipe recipe;
  private final PageFunctions functions;
  private final TextHasher hasher = new TextHasher();
  private final TakenDown takenDown;

  /** The page steps of a recipe, which call these functions. */
  public Cleaner(Recipe recipe, PageFunctions functions) {
    this(recipe, functions, Takedowns.NONE);
  }

  /** The same after a step that drops what these demands name. */
  public Cleaner(Recipe recipe, PageFunctions functions, Takedowns demands) {
    this.recipe = recipe;
    this.functions = functions;
    this.takenDown = new TakenDown(demands, text -> hasher.hash(text).hex());
    for (Recipe.Step step : recipe.steps()) {
      if (StepKinds.named(step.name()) instanceof StepKind.OfPages kind) {
        steps.add(new RecipeStep(step, parameters -> kind.maker().make(parameters, functions)));
      }
    }
    scores = GlobalSteps.scores(recipe);
    imprinting.addAll(GlobalSteps.of(recipe).imprinting());
  }

  /**
   * The functions that Sluice reads pages with. Making them loads the language model and other
   * tables; all workers can share them.
   */
  public static PageFunctions standardFunctions() {
    return new PageFunctions(
        new PageDecoder(), new MainTextExtractor(), new ParagraphIdentifier(), new IcuSegmenter());
  }

  /**
   * Learns what the pages of a host have in common, as an export does before it cleans them. It
   * reads up to {@value SiteSample#PAGES} pages, which takes a second or so.
   *
   * @param captures all captures of the host in the order of their keys
   * @param body reads the body of a capture
   */
  public SiteFacts learn(Iterator<Capture> captures, Function<Capture, byte[]> body) {
    SiteSample sample = new SiteSample();
    captures.forEachRemaining(sample::offer);
    String host =
        sample.captures().stream().findFirst().map(Capture::url).map(PageUrl::host).orElse("");
    return new SiteLearner(functions, Extract.templateLimits(recipe, host))
        .learn(sample.captures(), body);
  }

  /** What becomes of a page if nothing is known of its site. */
  public Cleaned clean(RawPage page) {
    return clean(page, SiteFacts.NONE);
  }

  /** What becomes of a page of a site of which this is known. */
  public Cleaned clean(RawPage page, SiteFacts site) {
    Draft draft = Draft.of(page, site);
    if (takenDown.apply(draft) instanceof StepOutcome.Dropped dropped) {
      return takenDown(dropped);
    }
    for (RecipeStep step : steps) {
      StepOutcome outcome = step.apply(draft);
      if (outcome instanceof StepOutcome.Dropped dropped) {
        LedgerRow row = LedgerRow.of(dropped.draft()).dropped(step.name(), dropped.cause());
        return new Cleaned.Rejected(mayBeQuoted(step) ? row : row.unquoted());
      }
      if (isNewText(draft, outcome.draft(), step)
          && takenDown.applyToText(outcome.draft()) instanceof StepOutcome.Dropped dropped) {
        return takenDown(dropped);
      }
      draft = outcome.draft();
    }
    return new Cleaned.Candidate(
        document(draft), LedgerRow.of(draft), scores(draft), imprints(draft));
  }

  /** Not a word of it is quoted anywhere. */
  private static Cleaned takenDown(StepOutcome.Dropped dropped) {
    LedgerRow row = LedgerRow.of(dropped.draft()).unquoted();
    return new Cleaned.Rejected(row.dropped(TakenDown.KIND.name(), dropped.cause()));
  }

  /** Whether a text has just been made, or is as the last step leaves it. */
  private boolean isNewText(Draft before, Draft after, RecipeStep step) {
    boolean isExtracted = before.extracted().isEmpty() && after.extracted().isPresent();
    return isExtracted || step == steps.get(steps.size() - 1);
  }

  /** Those of its measured values that comparing steps rank pages by. */
  private Map<String, Double> scores(Draft draft) {
    Map<String, Double> found = new HashMap<>();
    scores.forEach((value, step) -> found.put(value, score(draft, value, step)));
    return found;
  }

  private static double score(Draft draft, String value, String step) {
    Optional<Measured> last =
        draft.measurements().stream()
            .filter(measurement -> measurement.rule().equals(value))
            .map(Measurement::measured)
            .reduce((earlier, later) -> later);
    if (last.isPresent() && last.get() instanceof Measured.Quantity quantity) {
      return quantity.number();
    }
    String what = last.map(text -> "it is '" + text.display() + "'").orElse("it was not measured");
    throw new ExportException(
        ExportException.Problem.VALUE_MISSING,
        "the step '%s' needs the number '%s' of every page, and of %s %s"
            .formatted(step, value, draft.page().capture().url(), what));
  }

  private List<byte[]> imprints(Draft draft) {
    return imprinting.stream().map(step -> step.imprint(draft)).toList();
  }

  /** Not if personal data would still have been replaced in the text. */
  private boolean mayBeQuoted(RecipeStep droppedBy) {
    return steps.subList(steps.indexOf(droppedBy), steps.size()).stream()
        .noneMatch(step -> step.name().equals(Scrub.KIND.name()));
  }

  /** What each step made of a page if nothing is known of its site. */
  public PageTrace trace(RawPage page) {
    return trace(page, SiteFacts.NONE);
  }

  /** What each step made of a page, up to the one that dropped it. */
  public PageTrace trace(RawPage page, SiteFacts site) {
    PageTrace.Builder trace = new PageTrace.Builder(page.capture().key(), recipe.label());
    Draft draft = Draft.of(page, site);
    List<String> names = new ArrayList<>(recipe.steps().stream().map(Recipe.Step::name).toList());
    StepOutcome first = takenDown.apply(draft);
    if (takenDown.isOn()) {
      names.add(0, TakenDown.KIND.name());
      trace.add(TakenDown.KIND.name(), draft, first, "");
    }
    for (RecipeStep step : steps) {
      if (trace.isDropped()) {
        break;
      }
      StepOutcome outcome = step.apply(draft);
      trace.add(step.name(), draft, outcome, step.note(draft));
      boolean isNew = !trace.isDropped() && isNewText(draft, outcome.draft(), step);
      draft = outcome.draft();
      if (isNew && takenDown.applyToText(draft) instanceof StepOutcome.Dropped dropped) {
        names.add(trace.size(), TakenDown.KIND.name());
        trace.add(TakenDown.KIND.name(), draft, dropped, "by its text");
      }
    }
    return trace.end(draft, names);
  }

  /**
   * What is measured of a page once its text and language are there, by all steps that follow,
   * whether they would drop it or not.
   *
   * @return empty if the page was dropped before that
   */
  Optional<ReferencePage> measure(RawPage page, SiteFacts site) {
    Draft draft = Draft.of(page, site);
    int read = stepsThatRead();
    for (RecipeStep step : steps.subList(0, read)) {
      StepOutcome outcome = step.apply(draft);
      if (outcome instanceof StepOutcome.Dropped) {
        return Optional.empty();
      }
      draft = outcome.draft();
    }
    int before = draft.measurements().size();
    for (RecipeStep step : steps.subList(read, steps.size())) {
      draft = step.apply(draft).draft();
    }
    List<Measurement> all = draft.measurements();
    return Optional.of(
        new ReferencePage(
            page.capture().url(),
            draft.language().map(LanguageLabel::code).orElse(Reading.NO_LANGUAGE),
            all.subList(before, all.size())));
  }

  /** How many steps there are up to the last that adds a part, such as the language. */
  private int stepsThatRead() {
    int read = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean adds =
          StepKinds.named(steps.get(i).name()) instanceof StepKind.OfPages kind
              && !kind.gives().isEmpty();
      read = adds ? i + 1 : read;
    }
    return read;
  }

  private Document document(Draft draft) {
    Capture capture = draft.page().capture();
    return new Document(
        Document.id(capture.key()),
        capture.key(),
        provenance(capture),
        draft.extracted().orElse(Extracted.ofText("")),
        draft.decoded().map(Decoded::charset).orElse(""),
        draft.language(),
        hasher.hash(draft.extracted().map(Extracted::text).orElse("")),
        draft.measurements(),
        1,
        1);
  }

  private static Document.Provenance provenance(Capture capture) {
    return new Document.Provenance(
        capture.seed(),
        capture.depth(),
        capture.status(),
        capture.mediaType(),
        capture.bodyHash(),
        capture.truncated());
  }
}

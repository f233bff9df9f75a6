package dev.sluice.corpus.rule;

import dev.sluice.corpus.extract.CanonicalLink;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Favour;
import dev.sluice.corpus.model.ExtractSettings.Format;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.SiteText;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.corpus.model.TemplateLimits;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The step {@code extract}: characters to main text; pages without main text are dropped. */
public final class Extract implements PageStep {

  private static final String RULE = "extract/characters";
  private static final String TEMPLATE_RULE = "extract/template-share";
  private static final String TEMPLATE_PAGES = "template_pages";
  private static final String TEMPLATE_SHARE = "template_share";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "extract",
          "Finds the main text of the page.",
          List.of(
              Parameter.number("min_characters", 1, "least Unicode code points of main text"),
              Parameter.number(
                  TEMPLATE_PAGES,
                  5,
                  "on how many pages of a sample of its host a block must stand to be left out as"
                      + " template; 0 leaves none out"),
              Parameter.decimal(
                  TEMPLATE_SHARE,
                  0.3,
                  1,
                  "on which share of them; a third of it is enough for links at the margins, and a"
                      + " long paragraph must stand on half"),
              Parameter.choice(
                  "format",
                  ExtractSettings.words(Format.values()),
                  "plain text, or Markdown with headings, lists, tables, code and formulas marked"),
              Parameter.flag("links", "keep the addresses of links in Markdown")
                  .onlyWith("format", "markdown"),
              Parameter.choice(
                  "favour",
                  ExtractSettings.words(Favour.values()),
                  "which mistake is the lesser one: precision rather loses text, recall rather"
                      + " keeps what is none"),
              Parameter.flag("comments", "keep readers' comments below an article")),
          List.of(TEMPLATE_RULE, RULE),
          Set.of(StepKind.Part.CHARACTERS),
          Set.of(StepKind.Part.TEXT),
          (parameters, functions) -> new Extract(parameters, functions.extractor()));

  private final long minCharacters;
  private final ExtractSettings settings;
  private final Extractor extractor;

  private Extract(Parameters parameters, Extractor extractor) {
    this.minCharacters = parameters.number("min_characters");
    this.settings =
        new ExtractSettings(
            Format.valueOf(constant(parameters.word("format"))),
            parameters.flag("links"),
            Favour.valueOf(constant(parameters.word("favour"))),
            parameters.flag("comments"));
    this.extractor = extractor;
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Capture capture = draft.page().capture();
    SiteText read =
        extractor.extract(
            draft.characters(),
            capture.mediaType(),
            capture.url(),
            settings,
            draft.site().template());
    SiteText found = withHeader(read, capture);
    long characters = found.content().text().codePoints().count();
    List<Measurement> measurements = new ArrayList<>();
    if (found.cut().pages() > 0) {
      measurements.add(Measurement.quantity(TEMPLATE_RULE, share(found.cut()), "any", true));
    }
    measurements.add(Measurement.atLeast(RULE, characters, minCharacters));
    return StepOutcome.judge(draft.withExtracted(found), measurements);
  }

  /** With the canonical address that the answer's header names, if the page itself names none. */
  private static SiteText withHeader(SiteText found, Capture capture) {
    Extracted page = found.content();
    Optional<PageUrl> named = CanonicalLink.inHeader(capture.headers().all("link"), capture.url());
    if (named.isEmpty() || page.stated().canonical().isPresent()) {
      return found;
    }
    Extracted with = new Extracted(page.text(), page.stated().withCanonical(named), page.notes());
    return new SiteText(with, found.cut());
  }

  /** To four decimals, which is all that it tells. */
  private static double share(TemplateCut cut) {
    return Math.round(cut.share() * 10_000) / 10_000.0;
  }

  /**
   * When a recipe takes a block of a host's pages for template, by the parameters of this step; off
   * without it.
   */
  public static TemplateLimits templateLimits(Recipe recipe, String host) {
    return recipe
        .step(KIND.name())
        .map(step -> step.form(Optional.empty(), step.forHost(host)).parameters())
        .map(
            given ->
                new TemplateLimits(
                    (int) Math.min(Integer.MAX_VALUE, given.number(TEMPLATE_PAGES)),
                    given.decimal(TEMPLATE_SHARE)))
        .orElse(TemplateLimits.OFF);
  }
}

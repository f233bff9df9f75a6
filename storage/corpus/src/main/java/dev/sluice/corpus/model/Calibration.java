package dev.sluice.corpus.model;

import java.util.List;

/**
 * Limits that are proposed for the rules of a recipe, from the values that trusted pages have.
 *
 * @param recipe the recipe whose rules they are, such as {@code web@3}
 * @param method how limits are made from values, in words
 * @param pages how many pages were read
 * @param trusted how many of them have a text and a language that the recipe keeps: those that the
 *     limits are made from
 * @param languages the languages of these pages, the most pages first
 * @param proposals what is proposed, by language and then in the order of the recipe
 */
public record Calibration(
    String recipe,
    String method,
    long pages,
    long trusted,
    List<OfLanguage> languages,
    List<Proposal> proposals) {

  /** Stands for the language of pages whose language was not asked. */
  public static final String NO_LANGUAGE = "none";

  public Calibration {
    languages = List.copyOf(languages);
    proposals = List.copyOf(proposals);
  }

  /**
   * The trusted pages of one language.
   *
   * @param code of the language
   * @param pages how many there are
   * @param measured of how many of them the values were kept: those of the smallest digests
   * @param keptNow how many of these pass all rules as the recipe has them
   * @param keptThen how many pass all rules with what is proposed
   * @param few true if they are too few to propose anything
   */
  public record OfLanguage(
      String code, long pages, long measured, long keptNow, long keptThen, boolean few) {}

  /**
   * A value for a parameter.
   *
   * @param language the pages it was made from
   * @param step the step
   * @param rule the rule whose values it was made from
   * @param parameter the parameter that limits the rule
   * @param lower true for a lower limit, false for an upper one
   * @param now what the recipe says
   * @param then what is proposed; the same if nothing else is
   * @param values how many pages the rule measured
   * @param smallest the smallest value
   * @param median the value in the middle
   * @param largest the largest value
   * @param keptNow how many of the values pass the limit as it is
   * @param keptThen how many pass what is proposed
   */
  public record Proposal(
      String language,
      String step,
      String rule,
      String parameter,
      boolean lower,
      String now,
      String then,
      long values,
      double smallest,
      double median,
      double largest,
      long keptNow,
      long keptThen) {

    /** Whether something else is proposed than the recipe says. */
    public boolean isChange() {
      return !now.equals(then);
    }
  }

  /** The languages that something is proposed for. */
  public List<String> calibrated() {
    return languages.stream().filter(it -> !it.few()).map(OfLanguage::code).toList();
  }

  /**
   * The proposals as changes to the recipe, for pages of their language alone: {@code
   * gopher-quality.by_language.de.min_words=62}; for all pages if the recipe asks for no language.
   */
  public List<String> changes() {
    return proposals.stream().filter(Proposal::isChange).map(Calibration::change).toList();
  }

  private static String change(Proposal proposal) {
    String language = proposal.language();
    return "%s.%s%s=%s"
        .formatted(
            proposal.step(),
            language.equals(NO_LANGUAGE) ? "" : Recipe.By.LANGUAGE.field() + "." + language + ".",
            proposal.parameter(),
            proposal.then());
  }
}

package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;

/**
 * What another recipe would do to the pages of a snapshot: which it keeps that the one before did
 * not, which it drops, and how the values of its rules lie to their limits.
 *
 * <p>Only page steps are compared. "Kept" is what passes all of them; a step that compares pages,
 * such as {@code exact-duplicate}, may still drop it in an export.
 *
 * @param before the recipe as it was, such as {@code web@3}
 * @param after the recipe as it would be
 * @param extent which captures were looked at
 * @param total all of them
 * @param steps steps that the two recipes have in different ways, in the order of the recipes
 * @param reordered whether steps that both have stand in another order
 * @param notCompared names of their steps that compare pages, and were not run
 * @param rules rules of which a limit or a value is different on at least one page, in the order of
 *     the steps
 * @param won pages that only {@code after} keeps, by the rule that dropped them before
 * @param lost pages that only {@code before} keeps, by the rule that drops them now
 * @param otherReason pages that both drop, for different reasons
 * @param languages by the language of the main text, the most captures first; {@code none} has the
 *     pages whose language was not asked
 * @param sites by host, those first where most pages are won or lost; at most a hundred
 * @param siteCount how many hosts there are
 * @param texts what became of the texts of pages that both keep
 */
public record RecipeComparison(
    String before,
    String after,
    Extent extent,
    Tally total,
    List<StepChange> steps,
    boolean reordered,
    List<String> notCompared,
    List<RuleShift> rules,
    List<Reason> won,
    List<Reason> lost,
    long otherReason,
    List<Group> languages,
    List<Group> sites,
    long siteCount,
    TextChanges texts) {

  public RecipeComparison {
    steps = List.copyOf(steps);
    notCompared = List.copyOf(notCompared);
    rules = List.copyOf(rules);
    won = List.copyOf(won);
    lost = List.copyOf(lost);
    languages = List.copyOf(languages);
    sites = List.copyOf(sites);
  }

  /**
   * Which captures were looked at.
   *
   * @param snapshot id of the snapshot
   * @param looked how many captures
   * @param all how many the snapshot holds
   */
  public record Extent(String snapshot, long looked, long all) {

    /** Whether none was left out. */
    public boolean isWhole() {
      return looked == all;
    }
  }

  /**
   * Captures counted.
   *
   * @param captures all of them
   * @param keptBefore kept by the recipe as it was
   * @param keptAfter kept by the recipe as it would be
   * @param won kept by the second alone
   * @param lost kept by the first alone
   * @param charactersBefore Unicode code points of the texts that the first keeps
   * @param charactersAfter Unicode code points of the texts that the second keeps
   */
  public record Tally(
      long captures,
      long keptBefore,
      long keptAfter,
      long won,
      long lost,
      long charactersBefore,
      long charactersAfter) {}

  /** The captures of one language or host. */
  public record Group(String name, Tally tally) {}

  /** Where a step stands that is not the same in both recipes. */
  public enum Place {
    BEFORE_ONLY,
    AFTER_ONLY,
    BOTH
  }

  /**
   * A step that is not the same in both recipes.
   *
   * @param changes its parameters that differ; none if only one recipe has the step
   */
  public record StepChange(String step, Place place, List<ParameterChange> changes) {

    public StepChange {
      changes = List.copyOf(changes);
    }
  }

  /** A parameter as the two recipes have it; empty where one of them does not. */
  public record ParameterChange(String name, Optional<String> before, Optional<String> after) {}

  /**
   * A page that shows something.
   *
   * @param url its URL
   * @param language its language; {@code none} if that was not asked
   * @param value what the rule measured
   * @param limit what the rule allows
   * @param start the first characters of its text; empty if it has none yet
   */
  public record Example(String url, String language, String value, String limit, String start) {}

  /**
   * Why pages were won or lost.
   *
   * @param step the step that drops them in the recipe that does not keep them
   * @param rule its rule
   * @param pages how many
   * @param examples a few of them, chosen by their digests
   */
  public record Reason(String step, String rule, long pages, List<Example> examples) {

    public Reason {
      examples = List.copyOf(examples);
    }
  }

  /**
   * How a rule judges in one of the recipes.
   *
   * @param limits what it allows; more than one if that depends on the page
   * @param pages captures that it looked at: those that no earlier step dropped
   * @param failed captures whose value is not allowed
   * @param dropped captures of which this was the reason to drop them
   */
  public record Judged(List<String> limits, long pages, long failed, long dropped) {

    public Judged {
      limits = List.copyOf(limits);
    }
  }

  /** Pages of a bar, in both recipes, and how many of them fail. */
  public record Bar(long before, long failedBefore, long after, long failedAfter) {}

  /**
   * A bar of a histogram.
   *
   * @param from the smallest value in it
   * @param to the smallest value above it
   * @param bar how many pages have such values
   */
  public record Bin(double from, double to, Bar bar) {}

  /** A value that is a text, and how many pages have it. */
  public record Fact(String value, Bar bar) {}

  /**
   * A rule of which something changed.
   *
   * @param step its step
   * @param rule its published name
   * @param before how it judged
   * @param after how it would judge
   * @param values how many pages the histogram is made of: all, or those of the smallest digests
   * @param bins the histogram, if its values are numbers
   * @param facts the most frequent values, if they are texts
   * @param inside pages nearest to its limit that pass, by the recipe as it would be
   * @param outside pages nearest to its limit that do not
   */
  public record RuleShift(
      String step,
      String rule,
      Judged before,
      Judged after,
      long values,
      List<Bin> bins,
      List<Fact> facts,
      List<Example> inside,
      List<Example> outside) {

    public RuleShift {
      bins = List.copyOf(bins);
      facts = List.copyOf(facts);
      inside = List.copyOf(inside);
      outside = List.copyOf(outside);
    }
  }

  /**
   * Pages that both recipes keep, with different texts.
   *
   * @param pages how many
   * @param charactersBefore Unicode code points of their texts
   * @param charactersAfter the same of the new texts
   * @param examples a few of them
   */
  public record TextChanges(
      long pages, long charactersBefore, long charactersAfter, List<TextChange> examples) {

    public TextChanges {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A page with another text.
   *
   * @param before Unicode code points of its text
   * @param after the same of the new text
   * @param gone the first lines that the new text does not have
   * @param added the first lines that it has instead
   */
  public record TextChange(
      String url, long before, long after, List<String> gone, List<String> added) {

    public TextChange {
      gone = List.copyOf(gone);
      added = List.copyOf(added);
    }
  }
}

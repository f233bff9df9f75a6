package dev.sluice.corpus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The steps that turn raw pages into a corpus, in order, every parameter written out.
 *
 * @param name what the recipe is called
 * @param version its own version, from 1
 * @param description for people
 * @param steps page steps first, then global steps
 * @param expanded the whole recipe as YAML, all defaults written out, in canonical form
 * @param hash SHA-256 of {@code expanded} in UTF-8, 64 hexadecimal digits
 */
public record Recipe(
    String name, int version, String description, List<Step> steps, String expanded, String hash) {

  /** What becomes of a page that a rule of a step does not let pass. */
  public enum Action {
    /** It is no document. */
    DROP,
    /** It goes on, with what was measured: for signals that are wanted and limits that are not. */
    MEASURE;

    /** As written in recipes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an override goes by. */
  public enum By {
    LANGUAGE,
    SITE;

    /** The field that it stands in: {@code by_language} or {@code by_site}. */
    public String field() {
      return "by_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How a step differs on some pages.
   *
   * @param by what the pages have in common
   * @param of the code of their language, or the pattern of their hosts, see {@link HostPattern}
   * @param off true if the step is left out there
   * @param action what the step does there, if that differs
   * @param parameters those parameters that differ
   */
  public record StepOverride(
      By by, String of, boolean off, Optional<Action> action, Parameters parameters) {}

  /**
   * A step as it is for some pages.
   *
   * @param off true if it is left out
   * @param where which overrides made it so, such as {@code "for zh at *.gov"}; empty for none
   */
  public record StepForm(boolean off, Action action, Parameters parameters, String where) {}

  /**
   * One step.
   *
   * @param name of its {@link StepKind}
   * @param action what it does with pages that do not pass
   * @param parameters a value for each parameter of its kind
   * @param overrides how it differs by language, then by site, in the order of their names
   */
  public record Step(
      String name, Action action, Parameters parameters, List<StepOverride> overrides) {

    public Step {
      overrides = List.copyOf(overrides);
    }

    /** A step that is the same on all pages, and drops. */
    public Step(String name, Parameters parameters) {
      this(name, Action.DROP, parameters, List.of());
    }

    /** Its overrides of one kind. */
    public List<StepOverride> overrides(By by) {
      return overrides.stream().filter(override -> override.by() == by).toList();
    }

    /** What can count of its overrides of one kind: none, or one of them. */
    public List<Optional<StepOverride>> choices(By by) {
      List<Optional<StepOverride>> choices = new ArrayList<>();
      choices.add(Optional.empty());
      overrides(by).forEach(override -> choices.add(Optional.of(override)));
      return choices;
    }

    /** The override that counts for pages in a language. */
    public Optional<StepOverride> forLanguage(String code) {
      return overrides(By.LANGUAGE).stream().filter(o -> o.of().equals(code)).findFirst();
    }

    /** The override that counts for pages of a host: the one whose pattern is the narrowest. */
    public Optional<StepOverride> forHost(String host) {
      List<StepOverride> sites = overrides(By.SITE);
      for (String pattern : sites.isEmpty() ? List.<String>of() : HostPattern.covering(host)) {
        for (StepOverride override : sites) {
          if (override.of().equals(pattern)) {
            return Optional.of(override);
          }
        }
      }
      return Optional.empty();
    }

    /**
     * The step as it is where these overrides count. A value that both have is the site's; a step
     * that one of them leaves out is there if the other, being the site's, has anything to say.
     */
    public StepForm form(Optional<StepOverride> language, Optional<StepOverride> site) {
      List<StepOverride> layers = new ArrayList<>();
      language.ifPresent(layers::add);
      site.ifPresent(layers::add);
      StepForm form = new StepForm(false, action, parameters, "");
      for (StepOverride layer : layers) {
        String word = form.where.isEmpty() ? "for " : " at ";
        form =
            new StepForm(
                layer.off(),
                layer.action().orElse(form.action),
                form.parameters.with(layer.parameters()),
                form.where + word + layer.of());
      }
      return form;
    }
  }

  public Recipe {
    steps = List.copyOf(steps);
  }

  /** Name and version, such as {@code web@1}. */
  public String label() {
    return name + "@" + version;
  }

  /** Whether it makes texts; one that does not reads no pages, and is for raw ones. */
  public boolean makesTexts() {
    return step("extract").isPresent();
  }

  /** The step of that name, if the recipe has it. */
  public Optional<Step> step(String kind) {
    return steps.stream().filter(step -> step.name().equals(kind)).findFirst();
  }
}

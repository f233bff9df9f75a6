package dev.sluice.corpus.recipe;

import dev.sluice.corpus.dedup.Scope;
import dev.sluice.corpus.model.HostPattern;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.Action;
import dev.sluice.corpus.model.Recipe.By;
import dev.sluice.corpus.model.Recipe.StepOverride;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one step: its parameters, its {@code action}, and how it differs {@code by_language} and
 * {@code by_site}. All mistakes of a step are found at once.
 */
final class StepReader {

  private static final String ACTION = "action";
  private static final String OFF = "off";
  private static final List<String> ACTIONS = Stream.of(Action.values()).map(Action::word).toList();

  /** For each pair of a language and a site that differ, a step of its own is made. */
  private static final int MOST_FORMS = 10_000;

  private final StepKind kind;
  private final ParameterReader values;
  private final boolean languageTold;
  private final Findings findings;

  /** A reader of steps of this kind, with the language told by a step before or not. */
  StepReader(StepKind kind, ParameterReader values, boolean languageTold, Findings findings) {
    this.kind = kind;
    this.values = values;
    this.languageTold = languageTold;
    this.findings = findings;
  }

  /** Whether steps of a kind have an {@code action}: not if it compares pages, or has its own. */
  static boolean hasAction(StepKind kind) {
    return kind instanceof StepKind.OfPages
        && kind.parameters().stream().noneMatch(own -> own.name().equals(ACTION));
  }

  /** The step with these fields; its mistakes are in the findings. */
  Recipe.Step read(Map<String, Setting> fields) {
    int before = findings.mistakeCount();
    Set<String> known = new LinkedHashSet<>(names());
    if (kind instanceof StepKind.OfPages) {
      Stream.of(By.values()).map(By::field).forEach(known::add);
    }
    checkNames(fields, known, kind.name());
    Parameters parameters = values.all(kind, fields);
    List<Given> overrides = new ArrayList<>();
    for (By by : By.values()) {
      if (known.contains(by.field()) && fields.containsKey(by.field())) {
        overrides.addAll(overrides(by, fields.get(by.field())));
      }
    }
    overrides.sort(
        Comparator.comparing((Given given) -> given.override.by())
            .thenComparing(given -> given.override.of()));
    checkScope(parameters, fields);
    Recipe.Step step =
        new Recipe.Step(
            kind.name(),
            action(fields).orElse(Action.DROP),
            parameters,
            overrides.stream().map(Given::override).toList());
    if (findings.mistakeCount() == before) {
      findings.check(() -> checkForms(step, fields, overrides));
    }
    return step;
  }

  /** Pages whose language nobody told would all count as of one. */
  private void checkScope(Parameters parameters, Map<String, Setting> fields) {
    Setting scope = fields.get(Scope.PARAMETER.name());
    if (scope != null && !languageTold && Scope.needsLanguage(parameters)) {
      findings.check(
          () -> {
            throw scope.mistake(
                "'%s' can compare the pages of a language only after the step '%s'"
                    .formatted(kind.name(), StepOrder.maker(StepKind.Part.LANGUAGE)));
          });
    }
  }

  /** The fields that a step and each of its overrides may have. */
  private List<String> names() {
    List<String> names = new ArrayList<>(kind.parameters().stream().map(Parameter::name).toList());
    if (hasAction(kind)) {
      names.add(ACTION);
    }
    return names;
  }

  private void checkNames(Map<String, Setting> fields, Set<String> known, String where) {
    for (Map.Entry<String, Setting> field : fields.entrySet()) {
      boolean global = !(kind instanceof StepKind.OfPages);
      boolean isOverride = Stream.of(By.values()).anyMatch(by -> by.field().equals(field.getKey()));
      if (global && (isOverride || field.getKey().equals(ACTION))) {
        findings.check(
            () -> {
              throw field
                  .getValue()
                  .mistake(
                      "'%s' compares pages with each other and has no '%s'"
                          .formatted(kind.name(), field.getKey()));
            });
      } else if (!known.contains(field.getKey())) {
        findings.check(
            () -> {
              throw field
                  .getValue()
                  .mistake(
                      "unknown field '%s' in '%s'%s"
                          .formatted(field.getKey(), where, Nearest.hint(field.getKey(), known)));
            });
      }
    }
  }

  private Optional<Action> action(Map<String, Setting> fields) {
    Setting given = fields.get(ACTION);
    return given == null || !hasAction(kind)
        ? Optional.empty()
        : findings
            .attempt(() -> given.oneOf(ACTIONS))
            .map(word -> Action.values()[ACTIONS.indexOf(word)]);
  }

  /** An override, and where its values stand. */
  private record Given(StepOverride override, Setting at, Map<String, Setting> fields) {}

  private List<Given> overrides(By by, Setting list) {
    if (by == By.LANGUAGE && !languageTold) {
      findings.check(
          () -> {
            throw list.mistake(
                "'%s' can have '%s' only after the step '%s', which tells the language"
                    .formatted(kind.name(), by.field(), StepOrder.maker(StepKind.Part.LANGUAGE)));
          });
      return List.of();
    }
    List<Given> read = new ArrayList<>();
    Map<String, Setting> fields = findings.attempt(list::fields).orElse(Map.of());
    for (Map.Entry<String, Setting> field : fields.entrySet()) {
      Setting at = field.getValue();
      findings
          .attempt(() -> of(by, field.getKey(), at))
          .flatMap(of -> override(by, of, at))
          .ifPresent(read::add);
    }
    checkOnce(read);
    return read;
  }

  /** The language or the site that an override is for. */
  private String of(By by, String name, Setting at) {
    if (by == By.LANGUAGE) {
      return values.language(name, at);
    }
    return HostPattern.normal(name)
        .orElseThrow(
            () ->
                at.mistake(
                    "'"
                        + name
                        + "' is no site: a site is a host with all below it, such as example.org,"
                        + " or '*.example.org' for those below it alone, without scheme and path"));
  }

  private void checkOnce(List<Given> read) {
    Set<String> names = new HashSet<>();
    for (Given given : read) {
      if (!names.add(given.override.of())) {
        findings.check(
            () -> {
              throw given.at.mistake("'" + given.override.of() + "' stands twice");
            });
      }
    }
  }

  private Optional<Given> override(By by, String of, Setting at) {
    if (!at.isMap()) {
      return findings.attempt(() -> off(by, of, at));
    }
    Map<String, Setting> fields = at.fields();
    checkNames(fields, new LinkedHashSet<>(names()), kind.name() + ", " + of);
    Optional<Action> action = action(fields);
    Parameters differing = values.given(kind, fields);
    if (fields.isEmpty()) {
      return findings.attempt(
          () -> {
            throw at.mistake("'" + of + "' changes nothing: leave it out, or say what differs");
          });
    }
    return Optional.of(new Given(new StepOverride(by, of, false, action, differing), at, fields));
  }

  private Given off(By by, String of, Setting at) {
    if (at.isNothing() || at.isList() || !at.text().equals(OFF)) {
      throw at.mistake("'" + of + "' must have what differs there, {name: value}, or be 'off'");
    }
    if (kind instanceof StepKind.OfPages pages && !pages.gives().isEmpty()) {
      throw at.mistake(
          "'"
              + kind.name()
              + "' cannot be off: later steps need what it makes; with 'action: measure' it drops"
              + " nothing");
    }
    Parameters none = new Parameters(Map.of());
    return new Given(new StepOverride(by, of, true, Optional.empty(), none), at, Map.of());
  }

  /** Checks the values together, in each form that the step has. */
  private void checkForms(Recipe.Step step, Map<String, Setting> fields, List<Given> overrides) {
    List<Optional<Given>> languages = choices(overrides, By.LANGUAGE);
    List<Optional<Given>> sites = choices(overrides, By.SITE);
    if ((long) languages.size() * sites.size() > MOST_FORMS) {
      throw overrides
          .get(0)
          .at
          .mistake("more than " + MOST_FORMS + " pairs of a language and a site");
    }
    for (Optional<Given> language : languages) {
      for (Optional<Given> site : sites) {
        Map<String, Setting> at = new HashMap<>(fields);
        language.ifPresent(given -> at.putAll(given.fields));
        site.ifPresent(given -> at.putAll(given.fields));
        Parameters together =
            step.form(language.map(Given::override), site.map(Given::override)).parameters();
        ParameterReader.checkTogether(kind, together, at);
      }
    }
  }

  private static List<Optional<Given>> choices(List<Given> overrides, By by) {
    List<Optional<Given>> choices = new ArrayList<>();
    choices.add(Optional.empty());
    overrides.stream()
        .filter(given -> given.override.by() == by)
        .forEach(given -> choices.add(Optional.of(given)));
    return choices;
  }
}

package dev.sluice.corpus.recipe;

import dev.sluice.corpus.language.LanguageCodes;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Requirement;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the values of parameters in canonical form, and checks them, each alone and together. */
final class ParameterReader {

  private final ListFiles files;
  private final StepOrder order;
  private final Findings findings;
  private final Set<String> languages = LanguageCodes.all();

  ParameterReader(ListFiles files, StepOrder order, Findings findings) {
    this.files = files;
    this.order = order;
    this.findings = findings;
  }

  /** A value for each parameter of a step: the default where none is given. */
  Parameters all(StepKind kind, Map<String, Setting> given) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Parameter parameter : kind.parameters()) {
      Setting standard = standard(parameter);
      settings.put(parameter.name(), given.getOrDefault(parameter.name(), standard));
    }
    return given(kind, settings);
  }

  /** The values of those parameters that are given; one with a mistake is left out. */
  Parameters given(StepKind kind, Map<String, Setting> given) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, List<ListFile>> listFiles = new HashMap<>();
    for (Parameter parameter : kind.parameters()) {
      Setting setting = given.get(parameter.name());
      if (setting == null) {
        continue;
      }
      if (parameter.form() == Parameter.Form.FILES) {
        findings
            .attempt(() -> setting.items().stream().map(files::read).toList())
            .ifPresent(
                named -> {
                  listFiles.put(parameter.name(), named);
                  values.put(parameter.name(), named.stream().map(ListFile::toString).toList());
                });
      } else {
        findings
            .attempt(() -> value(parameter, setting))
            .ifPresent(value -> values.put(parameter.name(), value));
      }
    }
    return new Parameters(values, listFiles);
  }

  private static Setting standard(Parameter parameter) {
    List<Setting> items =
        parameter.defaults().stream()
            .map(value -> Setting.ofText("Sluice", 1, parameter.name(), value))
            .toList();
    return items.size() == 1 ? items.get(0) : Setting.ofItems("Sluice", 1, parameter.name(), items);
  }

  private List<String> value(Parameter parameter, Setting given) {
    return switch (parameter.form()) {
      case NUMBER ->
          List.of(Long.toString(given.number((long) parameter.least(), (long) parameter.most())));
      case DECIMAL -> List.of(Measured.plain(given.decimal(parameter.least(), parameter.most())));
      case CHOICE -> List.of(given.oneOf(parameter.choices()));
      case WORDS, FILES -> words(parameter, given);
      case VALUE -> measured(given);
    };
  }

  private List<String> words(Parameter parameter, Setting list) {
    List<String> words = new ArrayList<>();
    for (Setting item : list.items()) {
      String word = word(parameter, item);
      if (words.contains(word)) {
        throw item.mistake("'" + word + "' stands twice in '" + list.name() + "'");
      }
      words.add(word);
    }
    return words;
  }

  /** The name of a measured value, or none. */
  private List<String> measured(Setting given) {
    List<String> names = given.items().stream().map(Setting::text).toList();
    if (names.size() > 1) {
      throw given.mistake("'" + given.name() + "' is the name of one value");
    }
    names.forEach(name -> order.requireMeasured(name, given));
    return names;
  }

  private String word(Parameter parameter, Setting item) {
    return switch (parameter.content()) {
      case LANGUAGES -> language(item.text(), item);
      case REQUIREMENTS -> requirement(item);
      case ANY -> parameter.choices().isEmpty() ? item.text() : item.oneOf(parameter.choices());
    };
  }

  /** A code that a page's language can have. */
  String language(String code, Setting at) {
    if (!languages.contains(code)) {
      String hint =
          Nearest.to(code, languages).map(near -> "; did you mean '" + near + "'?").orElse("");
      throw at.mistake(
          "no page is found to be in a language '"
              + code
              + "'"
              + hint
              + " (codes are those of ISO 639-1, such as en and zh, or else of ISO 639-3)");
    }
    return code;
  }

  private String requirement(Setting item) {
    Requirement read =
        Requirement.parse(item.text())
            .orElseThrow(
                () ->
                    item.mistake(
                        "'"
                            + item.text()
                            + "' is no condition: it must read like 'language/score >= 0.8' or"
                            + " 'language/code = en'"));
    order.requireMeasured(read.value(), item);
    return read.toString();
  }

  /** Checks values together; {@code at} is where each that is given stands. */
  static void checkTogether(StepKind kind, Parameters parameters, Map<String, Setting> at) {
    checkBounds(parameters.values(), at);
    for (Parameter parameter : kind.parameters()) {
      checkCondition(parameter, parameters.values(), at);
      checkGiven(parameter, parameters.values(), at);
    }
  }

  /** Limits that nothing can pass are a mistake: {@code min_x} above {@code max_x}. */
  private static void checkBounds(Map<String, List<String>> values, Map<String, Setting> given) {
    for (String least : values.keySet()) {
      String most = least.replaceFirst("^min_", "max_");
      if (least.startsWith("min_") && values.containsKey(most)) {
        double from = Double.parseDouble(values.get(least).get(0));
        double to = Double.parseDouble(values.get(most).get(0));
        Setting at = given.getOrDefault(least, given.get(most));
        if (from > to && at != null) {
          throw at.mistake(
              "'"
                  + least
                  + "' is "
                  + Measured.plain(from)
                  + ", above '"
                  + most
                  + "' with "
                  + Measured.plain(to)
                  + ": nothing could pass");
        }
      }
    }
  }

  /** A value that could have no effect is a mistake: the user wanted something else. */
  private static void checkCondition(
      Parameter parameter, Map<String, List<String>> values, Map<String, Setting> given) {
    Setting at = given.get(parameter.name());
    if (at == null || parameter.defaults().equals(values.get(parameter.name()))) {
      return;
    }
    parameter
        .condition()
        .filter(needed -> !List.of(needed.value()).equals(values.get(needed.parameter())))
        .ifPresent(
            needed -> {
              throw at.mistake(
                  "'%s' has an effect only with '%s: %s': add that, or leave '%s' out"
                      .formatted(
                          parameter.name(), needed.parameter(), needed.value(), parameter.name()));
            });
  }

  /** A value that another parameter cannot do without. */
  private static void checkGiven(
      Parameter parameter, Map<String, List<String>> values, Map<String, Setting> given) {
    boolean isThere = !values.getOrDefault(parameter.name(), List.of()).isEmpty();
    if (parameter.form() != Parameter.Form.VALUE || isThere) {
      return;
    }
    parameter
        .condition()
        .filter(needed -> List.of(needed.value()).equals(values.get(needed.parameter())))
        .map(needed -> given.get(needed.parameter()))
        .ifPresent(
            at -> {
              throw at.mistake(
                  "'%s: %s' needs '%s': %s"
                      .formatted(at.name(), at.text(), parameter.name(), parameter.meaning()));
            });
  }
}

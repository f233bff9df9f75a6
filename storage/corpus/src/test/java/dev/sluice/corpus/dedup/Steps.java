package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes steps and parameters as recipes do, with defaults for what is not given. */
final class Steps {

  private Steps() {}

  /** A step from {@code name, value, name, value ...}. */
  static GlobalStep make(StepKind kind, String... given) {
    return ((StepKind.OfCandidates) kind).maker().make(parameters(kind.parameters(), given));
  }

  /** Parameters from {@code name, value, name, value ...}. */
  static Parameters parameters(List<Parameter> declared, String... given) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    declared.forEach(parameter -> values.put(parameter.name(), parameter.defaults()));
    for (int i = 0; i < given.length; i += 2) {
      if (values.put(given[i], List.of(given[i + 1])) == null) {
        throw new IllegalArgumentException("no parameter " + given[i]);
      }
    }
    return new Parameters(values);
  }
}

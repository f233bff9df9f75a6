package dev.sluice.bench.dedup;

import dev.sluice.corpus.dedup.NearPrint;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints by settings that a measurement names. */
final class PrintSettings {

  private PrintSettings() {}

  /**
   * Prints with the defaults but for some parameters.
   *
   * @param changes such as {@code unit=words}
   */
  static NearPrint of(String... changes) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Parameter parameter : NearPrint.parameters()) {
      values.put(parameter.name(), parameter.defaults());
    }
    for (String change : changes) {
      String[] pair = change.split("=");
      values.put(pair[0], List.of(pair[1]));
    }
    return NearPrint.of(new Parameters(values));
  }
}

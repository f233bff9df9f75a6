package dev.sluice.corpus.model;

import java.util.List;

/**
 * Names of spaces of keys. Keys are comparable within one space only: it is named by all that
 * decides them, so that who changes one of these parameters is in another space.
 */
public final class KeySpace {

  private KeySpace() {}

  /**
   * The space of a step's keys, such as {@code near-duplicate@1 bands=14 rows=8}.
   *
   * @param step name of the step
   * @param version of the code that makes keys and imprints: to be raised when it gives others
   * @param parameters those of the step
   * @param deciding names of those parameters that change keys or imprints, in a fixed order
   */
  public static String of(String step, int version, Parameters parameters, List<String> deciding) {
    StringBuilder name = new StringBuilder(step).append('@').append(version);
    for (String parameter : deciding) {
      String value = String.join(",", parameters.words(parameter));
      name.append(' ').append(parameter).append('=').append(value);
    }
    return name.toString();
  }
}

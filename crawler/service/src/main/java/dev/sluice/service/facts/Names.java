package dev.sluice.service.facts;

import java.util.Locale;

/** Names as they are printed and as JSON has them. */
public final class Names {

  private Names() {}

  /** The name of a constant, in lower case. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

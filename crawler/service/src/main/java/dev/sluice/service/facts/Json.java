package dev.sluice.service.facts;

import tools.jackson.databind.json.JsonMapper;

/** Facts as JSON, for scripts. */
public final class Json {

  private Json() {}

  /** A value as JSON on one line. */
  public static String line(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}

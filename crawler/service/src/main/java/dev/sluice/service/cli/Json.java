package dev.sluice.service.cli;

import tools.jackson.databind.json.JsonMapper;

/** Facts as JSON, for scripts. */
final class Json {

  private Json() {}

  /** A value as JSON on one line. */
  static String line(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}

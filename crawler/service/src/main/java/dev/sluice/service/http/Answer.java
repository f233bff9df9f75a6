package dev.sluice.service.http;

import dev.sluice.pages.model.StoreException;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.Names;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param type media type; empty if there is no body
 * @param body its bytes
 * @param headers further ones, which win over those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {

  static final String JSON = "application/json";

  static final Schema ERROR =
      Schema.object("What went wrong.")
          .with(
              "error",
              Schema.object("The error.")
                  .with("code", Schema.text("Which kind of error it is, for programs."))
                  .with("message", Schema.text("What went wrong, and the way out.")))
          .maybe(
              "mistakes", Schema.list("Mistakes in files.", Schema.text("File, line, mistake.")));

  private static final byte[] NOTHING = {};

  /** Facts in JSON. */
  public static Answer json(int status, Object facts) {
    return json(status, Json.line(facts));
  }

  /** A text that is JSON already. */
  static Answer json(int status, String text) {
    return new Answer(status, JSON, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Facts, with status 200. */
  public static Answer ok(Object facts) {
    return json(200, facts);
  }

  /** It is done, and there is nothing to say, with status 204. */
  public static Answer noContent() {
    return new Answer(204, "", NOTHING, Map.of());
  }

  /**
   * An error.
   *
   * @param code which kind it is, for programs
   * @param message what went wrong, and the way out
   */
  public static Answer error(int status, String code, String message) {
    return json(status, errorFacts(code, message));
  }

  /** An error with mistakes in files, each with its file and line. */
  public static Answer mistakes(int status, String code, String message, List<String> mistakes) {
    Map<String, Object> facts = errorFacts(code, message);
    facts.put("mistakes", mistakes);
    return json(status, facts);
  }

  private static Map<String, Object> errorFacts(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("error", error);
    return facts;
  }

  /** The store cannot do it. */
  static Answer of(StoreException failure) {
    int status =
        switch (failure.problem()) {
          case CLOSED, DISK_FULL -> 503;
          case IN_USE -> 409;
          default -> 500;
        };
    return error(
        status, "store_" + Names.name(failure.problem()), String.valueOf(failure.getMessage()));
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, body, more);
  }
}

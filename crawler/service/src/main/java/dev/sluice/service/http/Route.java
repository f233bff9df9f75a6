package dev.sluice.service.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked by one verb at one path: what it is for, what it takes, what it answers, and
 * who does it. Made in one go: {@code Route.at(GET, "/api/v1/page",
 * "…").query(…).answers(…).by(…)}.
 */
public final class Route {

  /** What is done at a path. */
  public enum Verb {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether it changes something. */
    public boolean changes() {
      return this != GET;
    }
  }

  /**
   * Something that stands behind the question mark of a URL.
   *
   * @param name of it
   * @param required whether there is no doing without
   * @param schema of its value
   */
  public record Query(String name, boolean required, Schema schema) {}

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param meaning when it is given
   * @param type media type; empty if it has no body
   * @param schema of a body in JSON
   */
  public record Reply(int status, String meaning, String type, Optional<Schema> schema) {}

  private final Verb verb;
  private final String path;
  private final String meaning;
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final List<Reply> replies = new ArrayList<>();
  private @Nullable Schema body;
  private boolean open;
  private boolean stream;
  private Function<ApiRequest, Answer> handler = request -> Answer.noContent();

  private Route(Verb verb, String path, String meaning) {
    this.verb = verb;
    this.path = path;
    this.meaning = meaning;
  }

  /**
   * A route.
   *
   * @param path as it is asked for; with {@code *} at its end it stands for all below it
   * @param meaning what it does, in a sentence or two
   */
  public static Route at(Verb verb, String path, String meaning) {
    return new Route(verb, path, meaning);
  }

  /** Takes this behind the question mark, if it is there. */
  public Route query(String name, Schema schema) {
    queries.put(name, new Query(name, false, schema));
    return this;
  }

  /** Needs this behind the question mark. */
  public Route requiredQuery(String name, Schema schema) {
    queries.put(name, new Query(name, true, schema));
    return this;
  }

  /** Takes a JSON object with these fields and no others. */
  public Route takes(Schema schema) {
    body = schema;
    return this;
  }

  /** Gives this answer in JSON. */
  public Route answers(int status, String when, Schema schema) {
    replies.add(new Reply(status, when, "application/json", Optional.of(schema)));
    return this;
  }

  /** Gives this answer, which is no JSON. */
  public Route answers(int status, String when, String type) {
    replies.add(new Reply(status, when, type, Optional.empty()));
    return this;
  }

  /** Gives this answer, with an error in JSON. */
  public Route fails(int status, String when) {
    return answers(status, when, Answer.ERROR);
  }

  /** Needs no token. */
  public Route open() {
    open = true;
    return this;
  }

  /** Is a stream of events, which the server itself feeds. */
  public Route streams() {
    stream = true;
    return this;
  }

  /** Is done by this. */
  public Route by(Function<ApiRequest, Answer> done) {
    handler = done;
    return this;
  }

  /** What is done. */
  public Verb verb() {
    return verb;
  }

  /** Where. */
  public String path() {
    return path;
  }

  /** What for. */
  public String meaning() {
    return meaning;
  }

  /** What may stand behind the question mark, by name. */
  public Map<String, Query> queries() {
    return queries;
  }

  /** What its body may hold, if it takes one. */
  public Optional<Schema> body() {
    return Optional.ofNullable(body);
  }

  /** What it answers. */
  public List<Reply> replies() {
    return replies;
  }

  /** Whether it needs no token. */
  public boolean isOpen() {
    return open;
  }

  /** Whether it is a stream of events. */
  public boolean isStream() {
    return stream;
  }

  Answer handle(ApiRequest request) {
    return handler.apply(request);
  }
}

package dev.sluice.service.http;

import dev.sluice.service.facts.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document of some routes, made from what each says of itself. */
final class OpenApi {

  static final String VERSION = "3.1.0";

  private OpenApi() {}

  /** The document as a tree of maps and lists. */
  static Map<String, Object> of(List<Route> routes, String version) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(path(route), path -> new LinkedHashMap<>())
          .put(route.verb().name().toLowerCase(Locale.ROOT), operation(route));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", VERSION);
    document.put(
        "info",
        ordered(
            "title",
            "Sluice",
            "version",
            version,
            "description",
            "The API of a Sluice daemon.",
            "license",
            ordered("name", "Apache-2.0", "identifier", "Apache-2.0")));
    document.put("paths", paths);
    document.put("components", ordered("securitySchemes", schemes()));
    return document;
  }

  private static String path(Route route) {
    return route.path().replace("*", "{name}");
  }

  private static Map<String, Object> schemes() {
    return ordered(
        "token", ordered("type", "http", "scheme", "bearer"),
        "session", ordered("type", "apiKey", "in", "cookie", "name", Gatekeeper.COOKIE));
  }

  private static Map<String, Object> operation(Route route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id(route));
    operation.put("description", route.meaning());
    List<Object> parameters = new ArrayList<>();
    if (route.path().endsWith("*")) {
      parameters.add(
          ordered(
              "name",
              "name",
              "in",
              "path",
              "required",
              true,
              "schema",
              Schema.text("A file's name.").facts()));
    }
    route
        .queries()
        .values()
        .forEach(
            query ->
                parameters.add(
                    ordered(
                        "name", query.name(),
                        "in", "query",
                        "required", query.required(),
                        "schema", query.schema().facts())));
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    route
        .body()
        .ifPresent(
            schema ->
                operation.put(
                    "requestBody",
                    ordered("required", true, "content", content(Answer.JSON, schema.facts()))));
    operation.put("responses", responses(route));
    operation.put(
        "security",
        route.isOpen()
            ? List.of()
            : List.of(ordered("token", List.of()), ordered("session", List.of())));
    return operation;
  }

  private static Map<String, Object> responses(Route route) {
    Map<String, Object> responses = new LinkedHashMap<>();
    for (Route.Reply reply : route.replies()) {
      Map<String, Object> response = ordered("description", reply.meaning());
      if (!reply.type().isEmpty()) {
        response.put(
            "content",
            content(reply.type(), reply.schema().map(Schema::facts).orElseGet(LinkedHashMap::new)));
      }
      responses.put(String.valueOf(reply.status()), response);
    }
    responses.put(
        "default",
        ordered(
            "description",
            "What went wrong.",
            "content",
            content(Answer.JSON, Answer.ERROR.facts())));
    return responses;
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return ordered(type, ordered("schema", schema));
  }

  private static String id(Route route) {
    String words = route.path().replace("/api/v1/", "").replaceAll("[^a-z0-9]+", "_");
    return route.verb().name().toLowerCase(Locale.ROOT) + "_" + words.replaceAll("^_|_$", "");
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return facts;
  }

  /** The document as a route of its own, which it tells of too. */
  static final class AsRoute implements Routes {

    private String document = "";

    /** Makes the document; it is served from then on. */
    void describe(List<Route> routes, String version) {
      document = Json.line(of(routes, version));
    }

    @Override
    public List<Route> routes() {
      return List.of(
          Route.at(Route.Verb.GET, "/openapi.json", "This description of the API.")
              .answers(200, "OpenAPI " + VERSION + ".", Schema.anything("The document."))
              .by(request -> Answer.json(200, document)));
    }
  }
}

package dev.sluice.service.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Writes the reference of the API from its OpenAPI document. */
final class ApiPage {

  private static final String JSON = "application/json";

  private final StringBuilder page = new StringBuilder();

  private ApiPage() {}

  /** {@code docs/reference/api.md}. */
  static String of(JsonNode document) {
    ApiPage made = new ApiPage();
    made.page.append(
        """
        # The HTTP API

        <!-- Made from the program by ApiReferenceTest, which also says how to make it anew. -->

        The daemon offers it at the address that it tells at its start; see
        [Running Sluice without end](../guide/daemon.md#api-and-dashboard). The daemon itself has the same as OpenAPI at
        `/openapi.json`. Where a token is required, all but what is marked as open needs it, as `Authorization: Bearer TOKEN` or by a
        session. What changes something is sent as `application/json`, in at most 1 MiB. Times are in ISO 8601, UTC.

        What goes wrong has a status of 4xx or 5xx:

        """);
    Map.Entry<String, JsonNode> any = document.get("paths").properties().iterator().next();
    JsonNode error = any.getValue().iterator().next().get("responses").get("default");
    made.fields(error.get("content").get(JSON).get("schema"));
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb -> made.operation(path.getKey(), verb.getKey(), verb.getValue())));
    return made.page.toString();
  }

  private void operation(String path, String verb, JsonNode operation) {
    page.append("\n## ")
        .append(verb.toUpperCase(Locale.ROOT))
        .append(' ')
        .append(path)
        .append("\n\n")
        .append(text(operation, "description"))
        .append(operation.get("security").isEmpty() ? " Open to all.\n" : "\n");
    if (operation.has("parameters")) {
      page.append("\n| Parameter | Type | Meaning |\n|---|---|---|\n");
      operation
          .get("parameters")
          .forEach(
              parameter ->
                  row(
                      code(text(parameter, "name")),
                      type(parameter.get("schema")),
                      text(parameter.get("schema"), "description")
                          + (parameter.get("required").asBoolean() ? " Required." : "")));
    }
    if (operation.has("requestBody")) {
      page.append("\nIts body:\n\n");
      fields(operation.get("requestBody").get("content").get(JSON).get("schema"));
    }
    operation
        .get("responses")
        .properties()
        .forEach(reply -> reply(reply.getKey(), reply.getValue()));
  }

  private void reply(String status, JsonNode reply) {
    if (status.equals("default")) {
      return;
    }
    page.append("\n**").append(status).append("** ").append(text(reply, "description"));
    JsonNode content = reply.path("content");
    content
        .properties()
        .forEach(
            type -> {
              if (!type.getKey().equals(JSON)) {
                page.append(" (`").append(type.getKey()).append("`)");
              }
            });
    page.append('\n');
    JsonNode schema = content.path(JSON).path("schema");
    if (schema.has("properties") && !schema.get("properties").has("error")) {
      page.append('\n');
      fields(schema);
    }
  }

  private void fields(JsonNode schema) {
    page.append("| Field | Type | Meaning |\n|---|---|---|\n");
    fields("", schema);
  }

  private void fields(String prefix, JsonNode schema) {
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              String name = prefix + field.getKey();
              row(
                  code(name),
                  type(value),
                  text(value, "description")
                      + (required.contains(field.getKey()) ? "" : " May be missing."));
              fields(name + ".", value);
              fields(name + "[].", value.path("items"));
            });
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return schema
          .get("enum")
          .valueStream()
          .map(word -> code(word.asString()))
          .collect(Collectors.joining(", "));
    }
    JsonNode type = schema.get("type");
    String words =
        type.isArray()
            ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
            : type.asString();
    if (schema.path("items").has("type")) {
      return words + " of " + type(schema.get("items"));
    }
    boolean map = schema.path("additionalProperties").has("type") && !schema.has("properties");
    return map ? words + " of " + type(schema.get("additionalProperties")) : words;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private void row(String... cells) {
    page.append(
        Stream.of(cells)
            .map(cell -> cell.replace("|", "\\|").replace("\n", " ").strip())
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}

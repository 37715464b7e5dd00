package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.importer.server.internal.http.MediaTypes;
import dev.importer.server.internal.page.OpenApi;
import dev.importer.server.internal.problem.Problem;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every answer that a test gets against the description of the calls: its status, its media
 * type and its body, which must have all members that are described as required and none that is
 * not described.
 */
public final class Contract {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode DOCUMENT = read();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

  /** What may be answered on any path, because it says that there is nothing or that nobody may. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "bad-request",
          "cross-site",
          "headers-too-large",
          "method-not-allowed",
          "not-found",
          "not-implemented",
          "unauthorized",
          "unknown-host",
          "uri-too-long");

  private Contract() {}

  /** The description, as the tests read it. */
  static JsonNode document() {
    return DOCUMENT;
  }

  /** Requires that an answer is one that is described. */
  static HttpResponse<String> check(HttpResponse<String> answer) {
    check(
        answer.request().method(),
        answer.request().uri().getRawPath(),
        answer.statusCode(),
        MediaTypes.of(answer.headers().firstValue("Content-Type").orElse(null)),
        answer.body());
    return answer;
  }

  /**
   * Requires that an answer is one that is described.
   *
   * @param method the method of the request
   * @param path its path, as it was sent
   * @param status the status of the answer
   * @param type its media type, empty if it has none
   * @param body its body
   */
  static void check(String method, String path, int status, String type, String body) {
    String what = method + " " + path + " answered with " + status + " " + type;
    if (type.equals(Problem.MEDIA_TYPE) && !body.isEmpty()) {
      JsonNode problem = json(body, what);
      requireValid(DOCUMENT.at("/components/schemas/Problem"), problem, what);
      assertThat(problem.path("status").asInt()).as(what).isEqualTo(status);
      if (ANYWHERE.contains(problem.path("code").asText())) {
        return;
      }
    }
    if (type.equals(Problem.MEDIA_TYPE) && method.equals("HEAD")) {
      // Which problem it is stands in the body, which was left away.
      return;
    }
    String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    Optional<JsonNode> item = pathItem(path, verb);
    if (item.isEmpty()) {
      assertThat(path).as(what).startsWith("/assets/");
      return;
    }
    JsonNode operation = item.get().path(verb);
    JsonNode response = resolved(operation.path("responses").path(Integer.toString(status)));
    assertThat(response.isMissingNode()).as("%s, which is not described", what).isFalse();
    if (status == 204) {
      assertThat(body).as(what).isEmpty();
      return;
    }
    JsonNode content = response.path("content").path(type);
    assertThat(content.isMissingNode()).as("%s, a type that is not described", what).isFalse();
    if (type.endsWith("json") && !type.endsWith("ndjson") && !method.equals("HEAD")) {
      requireValid(content.path("schema"), json(body, what), what);
    }
  }

  /** Requires that a value is as a schema of the description says. */
  public static void requireValid(String schema, JsonNode value) {
    assertThat(DOCUMENT.at("/components/schemas").has(schema)).as(schema).isTrue();
    requireValid(DOCUMENT.at("/components/schemas/" + schema), value, schema);
  }

  /** What is wrong with a value under a schema of the description; empty if nothing is. */
  static Set<ValidationMessage> faults(JsonNode schema, JsonNode value) {
    return COMPILED
        .computeIfAbsent(
            schema,
            key -> {
              ObjectNode whole = MAPPER.createObjectNode();
              whole.putArray("allOf").add(key);
              whole.set("components", DOCUMENT.path("components"));
              return SCHEMAS.getSchema(whole, CONFIG);
            })
        .validate(value);
  }

  static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static void requireValid(JsonNode schema, JsonNode value, String what) {
    assertThat(faults(schema, value)).as("%s: %s", what, value).isEmpty();
  }

  /**
   * The described path that a path is one of: one that has the method, and one without parameters
   * before one with them.
   */
  private static Optional<JsonNode> pathItem(String path, String verb) {
    List<JsonNode> items =
        DOCUMENT.path("paths").properties().stream()
            .filter(item -> path.matches(item.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
            .sorted(Comparator.comparing(item -> !item.getKey().equals(path)))
            .map(Map.Entry::getValue)
            .toList();
    return items.stream()
        .filter(item -> item.has(verb))
        .findFirst()
        .or(() -> items.stream().findFirst());
  }

  private static JsonNode json(String text, String what) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(what + " has a body that is no JSON: " + text, e);
    }
  }

  /** The description, in which an object has no members but those that are described. */
  private static JsonNode read() {
    JsonNode document = OpenApi.document("").deepCopy();
    close(document.path("components").path("schemas"));
    return document;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Contract::close);
  }
}

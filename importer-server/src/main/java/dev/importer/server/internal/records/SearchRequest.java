package dev.importer.server.internal.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a search. A member that is null is one that is not given. */
public final class SearchRequest {

  public static final List<String> MEMBERS =
      List.of("import_id", "status", "limit", "cursor", "offset", "q", "error", "where");

  private static final List<String> ERROR_MEMBERS = List.of("code", "rule", "field");

  /** Ids of records hold that of their import, so no import has a higher one. */
  private static final long MAX_IMPORT_ID = 9_000_000_000L;

  private SearchRequest() {}

  static RecordQuery parse(byte[] body) {
    JsonNode root = JsonBody.parse(body);
    if (root.isMissingNode()) {
      return RecordQuery.all();
    }
    if (!root.isObject()) {
      throw Problem.of(400, "bad-body", "The body must be a JSON object, such as {\"limit\":10}.")
          .exception();
    }
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw Problem.ofField(
                "unknown-member",
                member.getKey(),
                "There is no member '"
                    + Paging.shorten(member.getKey())
                    + "'. There are "
                    + MEMBERS
                    + ".")
            .exception();
      }
    }
    PageRequest page =
        Paging.request(count(root, "limit"), text(root, "cursor"), count(root, "offset"));
    String q = text(root, "q");
    return new RecordQuery(
        importId(root),
        status(root),
        q == null || q.isEmpty() ? null : q,
        error(root),
        where(root),
        page);
  }

  private static @Nullable JsonNode member(JsonNode root, String name) {
    JsonNode node = root.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private static @Nullable String text(JsonNode root, String name) {
    JsonNode node = member(root, name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw bad(name, "must be a string");
    }
    return node.textValue();
  }

  private static @Nullable Integer count(JsonNode root, String name) {
    JsonNode node = member(root, name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || node.bigIntegerValue().signum() < 0) {
      throw bad(name, "must be a whole number, not negative");
    }
    return Paging.count(name, node.bigIntegerValue().toString());
  }

  private static @Nullable Long importId(JsonNode root) {
    JsonNode node = member(root, "import_id");
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 1
        || node.longValue() > MAX_IMPORT_ID) {
      throw bad("import_id", "must be the id of an import, a whole number from 1");
    }
    return node.longValue();
  }

  private static @Nullable RecordStatus status(JsonNode root) {
    String text = text(root, "status");
    if (text == null) {
      return null;
    }
    try {
      return RecordStatus.of(text);
    } catch (IllegalArgumentException e) {
      throw bad("status", "must be \"valid\" or \"failed\"");
    }
  }

  private static RecordQuery.@Nullable ErrorKind error(JsonNode root) {
    JsonNode node = member(root, "error");
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw bad("error", "must be an object such as {\"code\":\"type-error\"}");
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!ERROR_MEMBERS.contains(member.getKey())) {
        throw bad("error." + member.getKey(), "is not known; error has " + ERROR_MEMBERS);
      }
      if (!member.getValue().isTextual() && !member.getValue().isNull()) {
        throw bad("error." + member.getKey(), "must be a string");
      }
    }
    return new RecordQuery.ErrorKind(text(node, "code"), text(node, "rule"), text(node, "field"));
  }

  /** The query with the conditions of a JSON object, as an address has it. */
  static RecordQuery where(RecordQuery query, String json) {
    JsonNode conditions;
    try {
      conditions = Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw Paging.bad("where", "where must be a JSON object such as {\"name\":\"Ann\"}.");
    }
    RecordQuery narrowed = query;
    for (Map.Entry<String, String> each :
        where(Json.MAPPER.createObjectNode().set("where", conditions)).entrySet()) {
      narrowed = narrowed.where(each.getKey(), each.getValue());
    }
    return narrowed;
  }

  private static Map<String, String> where(JsonNode root) {
    JsonNode node = member(root, "where");
    if (node == null) {
      return Map.of();
    }
    if (!node.isObject() || node.size() > RecordQuery.MAX_CONDITIONS) {
      throw bad("where", "must be an object of at most " + RecordQuery.MAX_CONDITIONS + " members");
    }
    Map<String, String> conditions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> condition : node.properties()) {
      if (condition.getValue().isContainerNode()) {
        throw bad("where." + condition.getKey(), "must be a string, a number, true, false or null");
      }
      conditions.put(condition.getKey(), condition.getValue().asText());
    }
    return conditions;
  }

  private static ProblemException bad(String name, String rule) {
    return Problem.ofField("bad-member", name, Paging.shorten(name) + " " + rule + ".").exception();
  }
}

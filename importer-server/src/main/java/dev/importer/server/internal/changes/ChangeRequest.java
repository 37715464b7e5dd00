package dev.importer.server.internal.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.ErrorCode;
import dev.importer.row.JsonText;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests for changes. Null is a value in them: that of an empty cell. */
final class ChangeRequest {

  /** So many rows can be edited at once; more are replaced, or corrected as a file. */
  static final int MOST_ROWS = 10_000;

  private static final List<String> EDIT = List.of("changes");
  private static final List<String> ROW = List.of("row_number", "set");
  private static final List<String> REPLACE = List.of("field", "from", "to", "code", "rule");

  private ChangeRequest() {}

  static List<RowEdit> edits(byte[] body) {
    JsonNode changes =
        requireObject(
                JsonBody.parse(body), "", EDIT, "{\"changes\":[{\"row_number\":7,\"set\":{}}]}")
            .path("changes");
    if (!changes.isArray() || changes.isEmpty() || changes.size() > MOST_ROWS) {
      throw bad("changes", "must be an array of 1 to " + MOST_ROWS + " rows");
    }
    List<RowEdit> edits = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      edits.add(edit(changes.get(i), "changes[" + i + "]"));
    }
    return edits;
  }

  private static RowEdit edit(JsonNode row, String place) {
    requireObject(row, place + ".", ROW, "{\"row_number\":7,\"set\":{\"age\":\"31\"}}");
    JsonNode number = row.path("row_number");
    if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 1) {
      throw bad(place + ".row_number", "must be the number of a row, from 1");
    }
    JsonNode set = row.path("set");
    if (!set.isObject() || set.isEmpty()) {
      throw bad(place + ".set", "must be an object with at least one cell");
    }
    RowEdit.Builder edit = RowEdit.builder(number.longValue());
    for (Map.Entry<String, JsonNode> cell : set.properties()) {
      edit.set(cell.getKey(), value(cell.getValue()));
    }
    return edit.build();
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> null;
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          !node.isIntegralNumber()
              ? node.decimalValue()
              : node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
      default -> new JsonText(node.toString());
    };
  }

  static ValueReplacement replacement(byte[] body) {
    JsonNode root =
        requireObject(
            JsonBody.parse(body), "", REPLACE, "{\"field\":\"age\",\"from\":\"n/a\",\"to\":null}");
    String field = text(root, "field");
    if (field == null) {
      throw bad("field", "must name the field or the column");
    }
    if (!root.has("to")) {
      throw bad("to", "must say what is put there: a string, or null to empty the cells");
    }
    String code = text(root, "code");
    String rule = text(root, "rule");
    if (code == null && (rule != null || !root.has("from"))) {
      throw rule == null
          ? bad("from", "must be given unless code names a group of errors")
          : bad("rule", "needs a code");
    }
    ValueReplacement replacement =
        root.has("from")
            ? from(field, root.get("from"))
            : ValueReplacement.ofRefused(field, code(code), rule);
    if (code != null) {
      replacement = replacement.onlyRefused(code(code), rule);
    }
    return replacement.with(text(root, "to"));
  }

  private static ErrorCode code(@Nullable String text) {
    return ErrorCode.find(String.valueOf(text))
        .orElseThrow(() -> bad("code", "must be the code of an error, such as type-error"));
  }

  private static ValueReplacement from(String field, JsonNode node) {
    if (!node.isArray()) {
      return ValueReplacement.of(field, fromText(node));
    }
    if (node.isEmpty() || node.size() > MOST_ROWS) {
      throw bad("from", "must have 1 to " + MOST_ROWS + " values");
    }
    ValueReplacement replacement = ValueReplacement.of(field, fromText(node.get(0)));
    for (int i = 1; i < node.size(); i++) {
      replacement = replacement.or(fromText(node.get(i)));
    }
    return replacement;
  }

  private static @Nullable String fromText(JsonNode node) {
    if (node.isContainerNode()) {
      throw bad("from", "must be a string, null, or an array of such");
    }
    return node.isNull() ? null : node.asText();
  }

  private static @Nullable String text(JsonNode root, String name) {
    JsonNode node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isContainerNode()) {
      throw bad(name, "must be a string");
    }
    return node.asText();
  }

  private static JsonNode requireObject(
      JsonNode node, String place, List<String> members, String example) {
    if (!node.isObject()) {
      throw Problem.of(400, "bad-body", "The body must be a JSON object, such as " + example + ".")
          .exception();
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!members.contains(member.getKey())) {
        throw Problem.ofField(
                "unknown-member",
                place + member.getKey(),
                "There is no member '"
                    + Paging.shorten(place + member.getKey())
                    + "'. There are "
                    + members
                    + ".")
            .exception();
      }
    }
    return node;
  }

  private static ProblemException bad(String name, String rule) {
    return Problem.ofField("bad-member", name, Paging.shorten(name) + " " + rule + ".").exception();
  }
}

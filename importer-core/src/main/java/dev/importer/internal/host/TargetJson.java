package dev.importer.internal.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.job.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A target as a JSON object, which says only what differs from the usual:
 *
 * <pre>{@code
 * {"table": "app_users", "columns": {"email": "email", "full_name": "name"}, "key": ["email"],
 *  "mode": "upsert", "keep_old_where_empty": true, "only_on_insert": ["full_name"],
 *  "constants": {"source": "file"}, "import_id": "import_id", "imported_at": "imported_at",
 *  "schema": "users", "database_schema": "crm", "undo": false}
 * }</pre>
 */
public final class TargetJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Set<String> MEMBERS =
      Set.of(
          "table",
          "database_schema",
          "schema",
          "columns",
          "key",
          "mode",
          "keep_old_where_empty",
          "only_on_insert",
          "constants",
          "import_id",
          "imported_at",
          "undo");

  private TargetJson() {}

  /** Writes a target. */
  public static String write(Target target) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("table", target.table());
    put(json, "database_schema", target.databaseSchema());
    put(json, "schema", target.schemaName());
    ObjectNode columns = json.putObject("columns");
    target.fields().forEach(columns::put);
    if (!target.key().isEmpty()) {
      put(json.putArray("key"), target.key());
    }
    json.put("mode", target.mode().name().toLowerCase(Locale.ROOT));
    if (target.keepsOldWhereEmpty()) {
      json.put("keep_old_where_empty", true);
    }
    if (!target.onlyOnInsert().isEmpty()) {
      put(json.putArray("only_on_insert"), target.onlyOnInsert());
    }
    if (!target.constants().isEmpty()) {
      ObjectNode constants = json.putObject("constants");
      target
          .constants()
          .forEach(
              (column, value) ->
                  constants.set(
                      column,
                      // As text a decimal number keeps its notation.
                      MAPPER.valueToTree(
                          value instanceof BigDecimal number ? number.toPlainString() : value)));
    }
    put(json, "import_id", target.importIdColumn());
    put(json, "imported_at", target.importedAtColumn());
    if (!target.keepsValuesOfBefore()) {
      json.put("undo", false);
    }
    return json.toString();
  }

  private static void put(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }

  private static void put(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static Target read(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A target is a JSON object: " + e.getOriginalMessage(), e);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException("A target is a JSON object.");
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "A target has no member '"
                + member.getKey()
                + "'. There are "
                + MEMBERS.stream().sorted().toList()
                + ".");
      }
    }
    String table = text(json, "table");
    if (table == null) {
      throw new IllegalArgumentException("A target needs a table.");
    }
    String databaseSchema = text(json, "database_schema");
    Target target =
        databaseSchema == null ? Target.into(table) : Target.into(databaseSchema, table);
    for (Map.Entry<String, JsonNode> column : object(json, "columns")) {
      target = target.column(requireText("columns", column.getValue()), column.getKey());
    }
    target = target.key(texts(json, "key")).onlyOnInsert(texts(json, "only_on_insert"));
    for (Map.Entry<String, JsonNode> constant : object(json, "constants")) {
      target = target.constant(constant.getKey(), constant(constant.getValue()));
    }
    target = settings(json, target);
    return target;
  }

  private static Target settings(JsonNode json, Target read) {
    Target target = read;
    String mode = text(json, "mode");
    if (mode != null) {
      target = target.mode(mode(mode));
    }
    String schema = text(json, "schema");
    if (schema != null) {
      target = target.schema(schema);
    }
    String importId = text(json, "import_id");
    if (importId != null) {
      target = target.importId(importId);
    }
    String importedAt = text(json, "imported_at");
    if (importedAt != null) {
      target = target.importedAt(importedAt);
    }
    if (truth(json, "keep_old_where_empty", false)) {
      target = target.keepingOldWhereEmpty();
    }
    return truth(json, "undo", true) ? target : target.withoutUndo();
  }

  private static Target.Mode mode(String text) {
    return Stream.of(Target.Mode.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The mode of a target is insert, update, upsert, skip or refuse, not '"
                        + text
                        + "'."));
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? requireText(name, json.get(name)) : null;
  }

  private static String requireText(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(name, "text");
    }
    return node.textValue();
  }

  private static boolean truth(JsonNode json, String name, boolean usual) {
    JsonNode node = json.path(name);
    if (node.isMissingNode()) {
      return usual;
    }
    if (!node.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node.booleanValue();
  }

  private static String[] texts(JsonNode json, String name) {
    JsonNode array = json.path(name);
    if (!array.isMissingNode() && !array.isArray()) {
      throw wrong(name, "an array of names");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(requireText(name, each)));
    return texts.toArray(new String[0]);
  }

  private static Set<Map.Entry<String, JsonNode>> object(JsonNode json, String name) {
    JsonNode object = json.path(name);
    if (!object.isMissingNode() && !object.isObject()) {
      throw wrong(name, "an object");
    }
    return object.properties();
  }

  private static Object constant(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNumber()) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? (Object) node.longValue()
          : node.decimalValue();
    }
    throw wrong("constants", "texts, numbers, true and false");
  }

  private static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("In a target, " + name + " holds " + what + ".");
  }
}

package dev.importer.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.row.CellChange;
import dev.importer.row.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads back the JSON that is stored with a record. */
final class StoredJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // What a row may hold is bounded before it is stored.
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  // Names that collide on purpose would fill its table.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StoredJson() {}

  static Map<String, @Nullable Object> data(String json) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    try {
      return MAPPER.readerForUpdating(data).readValue(json);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  /** The members of an object as cells; what is nested stays as it is written. */
  static Map<String, @Nullable Object> cells(String text) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    try (JsonParser json = MAPPER.getFactory().createParser(text)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (cells.containsKey(name)) {
          throw new IllegalArgumentException("the member '" + name + "' stands twice");
        }
        cells.put(name, cell(json, json.nextToken(), text));
      }
      return cells;
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text can be read", e);
    }
  }

  /** The changed cells of an array of them. */
  static List<ChangedCell> changedCells(String text) {
    List<ChangedCell> changed = new ArrayList<>();
    try (JsonParser json = MAPPER.getFactory().createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          members.put(name, cell(json, json.nextToken(), text));
        }
        changed.add(
            new ChangedCell(
                String.valueOf(members.get("field")),
                String.valueOf(members.get("label")),
                members.get("from"),
                members.get("to")));
      }
      return List.copyOf(changed);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text can be read", e);
    }
  }

  private static @Nullable Object cell(JsonParser json, JsonToken token, String text)
      throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? json.getBigIntegerValue()
              : (Object) json.getLongValue();
      case VALUE_NUMBER_FLOAT -> decimal(json.getText());
      case START_OBJECT, START_ARRAY -> {
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        yield new JsonText(text.substring(start, (int) json.currentLocation().getCharOffset()));
      }
      default -> json.getText();
    };
  }

  /** An exponent beyond the range of an int has no number; it stays text, as where it was read. */
  private static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return new JsonText(text);
    }
  }

  static List<ImportError> errors(String json) {
    try {
      List<ImportError> errors = new ArrayList<>();
      for (JsonNode error : MAPPER.readTree(json)) {
        errors.add(error(error));
      }
      return List.copyOf(errors);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  static List<CellChange> changes(String json) {
    try {
      List<CellChange> changes = new ArrayList<>();
      for (JsonNode change : MAPPER.readTree(json)) {
        List<ErrorCode> by = new ArrayList<>();
        change.path("by").forEach(code -> by.add(code(code.asText(), ErrorCode.Scope.WARNING)));
        changes.add(
            new CellChange(
                change.path("column").intValue(),
                change.path("field").asText(),
                change.path("from").asText(),
                by));
      }
      return List.copyOf(changes);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static ErrorCode code(String text, ErrorCode.Scope scope) {
    return ErrorCode.find(text).orElseGet(() -> new ErrorCode(text, scope));
  }

  private static ImportError error(JsonNode json) {
    JsonNode column = json.path("column");
    return new ImportError(
        code(json.path("code").asText(), ErrorCode.Scope.ROW),
        text(json, "rule"),
        text(json, "field"),
        column.isInt() ? column.intValue() : null,
        text(json, "value"),
        json.path("message").asText(),
        json.path("row").longValue(),
        json.path("line").longValue(),
        count(json));
  }

  /** What an error stands for: itself, or all that are counted in it. */
  private static long count(JsonNode error) {
    long more = 0;
    for (JsonNode kind : error.path("more")) {
      more += kind.path("count").longValue();
    }
    return Math.max(1, more);
  }

  private static @Nullable String text(JsonNode json, String member) {
    return json.path(member).textValue();
  }

  private static IllegalStateException malformed(JsonProcessingException cause) {
    return new IllegalStateException("a stored record is not the JSON that was stored", cause);
  }
}

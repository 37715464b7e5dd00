package dev.importer.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads back the JSON that is stored with a record. */
final class StoredJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private StoredJson() {}

  static Map<String, @Nullable Object> data(String json) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    try {
      return MAPPER.readerForUpdating(data).readValue(json);
    } catch (JsonProcessingException e) {
      throw malformed(e);
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

  private static ImportError error(JsonNode json) {
    String code = json.path("code").asText();
    JsonNode column = json.path("column");
    return new ImportError(
        ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.ROW)),
        text(json, "rule"),
        text(json, "field"),
        column.isInt() ? column.intValue() : null,
        text(json, "value"),
        json.path("message").asText(),
        json.path("row").longValue(),
        json.path("line").longValue());
  }

  private static @Nullable String text(JsonNode json, String member) {
    return json.path(member).textValue();
  }

  private static IllegalStateException malformed(JsonProcessingException cause) {
    return new IllegalStateException("a stored record is not the JSON that was stored", cause);
  }
}

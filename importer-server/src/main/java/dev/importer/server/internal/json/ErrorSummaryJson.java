package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.ErrorSummary;
import java.io.IOException;
import java.util.Map;

/** Writes what is wrong with the rows of a source, in few lines. */
public final class ErrorSummaryJson {

  private ErrorSummaryJson() {}

  public static void write(JsonGenerator json, ErrorSummary summary) throws IOException {
    json.writeStartObject();
    members(json, summary);
    json.writeEndObject();
  }

  /** The members {@code groups}, {@code warnings} and {@code total_errors}. */
  public static void members(JsonGenerator json, ErrorSummary summary) throws IOException {
    json.writeArrayFieldStart("groups");
    for (ErrorSummary.Group group : summary.groups()) {
      group(json, group);
    }
    json.writeEndArray();
    warnings(json, summary.warnings());
    json.writeNumberField("total_errors", summary.totalErrors());
  }

  static void warnings(JsonGenerator json, Map<String, Long> warnings) throws IOException {
    json.writeObjectFieldStart("warnings");
    for (Map.Entry<String, Long> warning : warnings.entrySet()) {
      json.writeNumberField(warning.getKey(), warning.getValue());
    }
    json.writeEndObject();
  }

  private static void group(JsonGenerator json, ErrorSummary.Group group) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", group.code().text());
    json.writeStringField("rule", group.rule());
    json.writeStringField("field", group.field());
    json.writeNumberField("count", group.count());
    json.writeArrayFieldStart("examples");
    for (ErrorSummary.Example example : group.examples()) {
      json.writeStartObject();
      json.writeNumberField("row", example.row());
      json.writeNumberField("line", example.line());
      json.writeStringField("value", example.value());
      json.writeStringField("message", example.message());
      json.writeStringField("suggestion", example.suggestion());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("suggestion", group.suggestion());
    json.writeEndObject();
  }
}

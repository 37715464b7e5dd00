package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.ErrorValues;
import dev.importer.results.ValueSuggestion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the different values that were refused. */
public final class ErrorValuesJson {

  private ErrorValuesJson() {}

  public static void write(JsonGenerator json, ErrorValues answer) throws IOException {
    json.writeStartObject();
    members(json, answer);
    json.writeStringField("next_cursor", answer.cursor());
    json.writeEndObject();
  }

  /** As a member of a report, which has one page of them. */
  static void member(JsonGenerator json, ErrorValues found) throws IOException {
    json.writeObjectFieldStart("refused_values");
    members(json, found);
    json.writeEndObject();
  }

  private static void members(JsonGenerator json, ErrorValues answer) throws IOException {
    json.writeArrayFieldStart("values");
    for (ErrorValues.Value value : answer.values()) {
      value(json, value);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("clusters");
    for (ErrorValues.Cluster cluster : answer.clusters()) {
      cluster(json, cluster);
    }
    json.writeEndArray();
    json.writeNumberField("total_values", answer.total());
    ErrorValues.Others others = answer.others();
    json.writeFieldName("others");
    if (others == null) {
      json.writeNull();
    } else {
      json.writeStartObject();
      json.writeNumberField("rows", others.rows());
      json.writeEndObject();
    }
  }

  private static void value(JsonGenerator json, ErrorValues.Value value) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", value.field());
    json.writeStringField("code", value.code().text());
    json.writeStringField("rule", value.rule());
    json.writeStringField("value", value.value());
    json.writeNumberField("count", value.count());
    json.writeStringField("message", value.message());
    json.writeArrayFieldStart("rows");
    for (long row : value.rows()) {
      json.writeNumber(row);
    }
    json.writeEndArray();
    suggestion(json, value.suggestion());
    json.writeEndObject();
  }

  private static void cluster(JsonGenerator json, ErrorValues.Cluster cluster) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", cluster.field());
    json.writeStringField("code", cluster.code().text());
    json.writeStringField("rule", cluster.rule());
    json.writeArrayFieldStart("values");
    for (String value : cluster.values()) {
      json.writeString(value);
    }
    json.writeEndArray();
    json.writeNumberField("count", cluster.count());
    suggestion(json, cluster.suggestion());
    json.writeEndObject();
  }

  private static void suggestion(JsonGenerator json, @Nullable ValueSuggestion suggestion)
      throws IOException {
    json.writeFieldName("suggestion");
    if (suggestion == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("to", suggestion.to());
    json.writeStringField("reason", suggestion.reason().text());
    json.writeEndObject();
  }
}

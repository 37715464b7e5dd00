package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.HeaderMapping;
import java.io.IOException;

/** Writes which column of a source feeds which field of a schema, and why. */
final class ColumnsJson {

  private ColumnsJson() {}

  /**
   * The members {@code columns}, {@code missing} for the fields that nothing feeds, and {@code
   * constants}.
   */
  static void members(JsonGenerator json, HeaderMapping mapping) throws IOException {
    json.writeArrayFieldStart("columns");
    for (HeaderMapping.Column column : mapping.columns()) {
      json.writeStartObject();
      json.writeStringField("label", column.label());
      json.writeStringField("field", column.field());
      HeaderMapping.Reason reason = column.reason();
      json.writeStringField("reason", reason == null ? null : reason.text());
      json.writeBooleanField("left_out", column.isLeftOut());
      json.writeEndObject();
    }
    json.writeEndArray();
    MissingLabelsJson.texts(json, "missing", mapping.missing());
    json.writeArrayFieldStart("constants");
    for (HeaderMapping.Constant constant : mapping.constants()) {
      json.writeStartObject();
      json.writeStringField("field", constant.field());
      json.writeStringField("value", constant.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

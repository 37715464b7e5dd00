package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.Inference;
import java.io.IOException;

/** Writes a schema that was found in a file, and what that rests on. */
public final class InferenceJson {

  private InferenceJson() {}

  /**
   * The schema is what {@code GET /api/schemas/{name}} would show of it.
   *
   * @param name what the file is called
   */
  public static void write(JsonGenerator json, String name, Inference found) throws IOException {
    json.writeStartObject();
    json.writeStringField("filename", name);
    json.writeNumberField("rows", found.rows());
    json.writeNumberField("left_out", found.leftOut());
    json.writeFieldName("schema");
    json.writeTree(Json.MAPPER.readTree(found.schema().toJson()));
    json.writeArrayFieldStart("columns");
    for (Inference.Column column : found.columns()) {
      json.writeStartObject();
      json.writeNumberField("column", column.column());
      json.writeStringField("label", column.label());
      json.writeStringField("type", column.type().text());
      json.writeStringField("format", column.format());
      json.writeNumberField("values", column.values());
      json.writeNumberField("missing", column.missing());
      json.writeStringField("reason", column.reason());
      json.writeStringField("warning", column.warning() == null ? null : column.warning().text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

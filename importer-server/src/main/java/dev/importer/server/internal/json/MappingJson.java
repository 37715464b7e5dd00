package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.Page;
import dev.importer.results.RememberedMapping;
import java.io.IOException;
import java.util.Map;

/** Writes what is remembered of how columns were mapped. */
public final class MappingJson {

  private MappingJson() {}

  /** A page of a list. */
  public static void page(JsonGenerator json, Page<RememberedMapping> page) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("mappings");
    for (RememberedMapping mapping : page.items()) {
      write(json, mapping);
    }
    json.writeEndArray();
    json.writeStringField("next_cursor", page.cursor());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RememberedMapping mapping) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", mapping.id());
    json.writeStringField("schema", mapping.schema());
    MissingLabelsJson.texts(json, "labels", mapping.labels());
    json.writeObjectFieldStart("map");
    for (Map.Entry<String, String> each : mapping.columns().entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("import_id", mapping.importId());
    json.writeNumberField("uses", mapping.uses());
    Json.time(json, "created_at", mapping.createdAt());
    Json.time(json, "used_at", mapping.usedAt());
    json.writeEndObject();
  }

  /** What is answered when one has been forgotten. */
  public static void forgotten(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", "Mapping forgotten");
    json.writeEndObject();
  }
}

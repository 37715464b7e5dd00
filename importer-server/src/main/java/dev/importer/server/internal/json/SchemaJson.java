package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.util.List;

/** Writes the schemas of an importer. */
public final class SchemaJson {

  private SchemaJson() {}

  public static void write(JsonGenerator json, Importer importer) throws IOException {
    List<Schema> schemas =
        importer.operations().schemas().values().stream()
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
    json.writeStartObject();
    json.writeArrayFieldStart("schemas");
    for (Schema schema : schemas) {
      summary(json, schema, schema.name().equals(importer.operations().defaultSchema().name()));
    }
    json.writeEndArray();
    json.writeNumberField("total", schemas.size());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, Schema schema, boolean isDefault)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", schema.name());
    json.writeStringField("title", schema.title().orElse(null));
    json.writeStringField("description", schema.description().orElse(null));
    json.writeBooleanField("default", isDefault);
    json.writeNumberField("fields", schema.fields().size());
    json.writeNumberField("required", schema.fields().stream().filter(Field::isRequired).count());
    json.writeStringField("fields_match", schema.fieldsMatch().text());
    json.writeEndObject();
  }
}

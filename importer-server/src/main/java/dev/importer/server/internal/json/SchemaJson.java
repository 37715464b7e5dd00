package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the schemas of an importer. */
public final class SchemaJson {

  private SchemaJson() {}

  /**
   * The list of all.
   *
   * @param saved the names of those that can be deleted; null if none can be saved either
   */
  public static void write(JsonGenerator json, Importer importer, @Nullable Set<String> saved)
      throws IOException {
    String standard = importer.operations().defaultSchema().name();
    List<Schema> schemas =
        importer.operations().schemas().values().stream()
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
    json.writeStartObject();
    json.writeArrayFieldStart("schemas");
    for (Schema schema : schemas) {
      boolean isSaved = saved != null && saved.contains(schema.name());
      summary(json, schema, schema.name().equals(standard), isSaved);
    }
    json.writeEndArray();
    json.writeNumberField("total", schemas.size());
    json.writeBooleanField("writable", saved != null);
    json.writeEndObject();
  }

  /**
   * One of the list.
   *
   * @param isDefault whether it holds where none is named
   * @param isSaved whether it can be deleted
   */
  public static void summary(JsonGenerator json, Schema schema, boolean isDefault, boolean isSaved)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", schema.name());
    json.writeStringField("title", schema.title().orElse(null));
    json.writeStringField("description", schema.description().orElse(null));
    json.writeBooleanField("default", isDefault);
    json.writeNumberField("fields", schema.fields().size());
    json.writeNumberField("required", schema.fields().stream().filter(Field::isRequired).count());
    json.writeStringField("fields_match", schema.fieldsMatch().text());
    json.writeBooleanField("deletable", isSaved);
    json.writeEndObject();
  }
}

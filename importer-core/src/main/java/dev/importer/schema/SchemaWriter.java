package dev.importer.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a schema as JSON of version 2 of Table Schema. What goes without saying is left out. */
final class SchemaWriter {

  private static final String PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json";

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private SchemaWriter() {}

  static String write(Schema schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(layout());
      json.writeStartObject();
      json.writeStringField("$schema", PROFILE);
      members(json, schema);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text takes everything", e);
    }
    return text.append('\n').toString();
  }

  /**
   * The schema without white space and without the standard it keeps to: equal schemas give the
   * same text. Its digests are stored, so it must not change from version to version.
   */
  static String canonical(Schema schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      members(json, schema);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text takes everything", e);
    }
    return text.toString();
  }

  private static PrettyPrinter layout() {
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
        // Line ends are the same on every system.
        .withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }

  private static void members(JsonGenerator json, Schema schema) throws IOException {
    text(json, "title", schema.title().orElse(null));
    text(json, "description", schema.description().orElse(null));
    if (schema.fieldsMatch() != FieldsMatch.EXACT) {
      json.writeStringField("fieldsMatch", schema.fieldsMatch().text());
    }
    if (!schema.missingValues().equals(List.of(MissingValue.EMPTY))) {
      FieldWriter.missingValues(json, schema.missingValues());
    }
    if (!schema.remembersMappings()) {
      json.writeBooleanField(SchemaReader.REMEMBER_MAPPINGS, false);
    }
    json.writeArrayFieldStart("fields");
    for (Field field : schema.fields()) {
      FieldWriter.write(json, field);
    }
    json.writeEndArray();
    keys(json, schema);
  }

  private static void keys(JsonGenerator json, Schema schema) throws IOException {
    if (!schema.primaryKey().isEmpty()) {
      texts(json, "primaryKey", schema.primaryKey());
    }
    if (!schema.uniqueKeys().isEmpty()) {
      json.writeArrayFieldStart("uniqueKeys");
      for (List<String> key : schema.uniqueKeys()) {
        texts(json, key);
      }
      json.writeEndArray();
    }
    if (!schema.foreignKeys().isEmpty()) {
      json.writeArrayFieldStart("foreignKeys");
      for (ForeignKey key : schema.foreignKeys()) {
        json.writeStartObject();
        texts(json, "fields", key.fields());
        json.writeObjectFieldStart("reference");
        text(json, "resource", key.resource());
        texts(json, "fields", key.referenceFields());
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  static void text(JsonGenerator json, String member, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(member, text);
    }
  }

  static void texts(JsonGenerator json, String member, List<String> texts) throws IOException {
    json.writeFieldName(member);
    texts(json, texts);
  }

  private static void texts(JsonGenerator json, List<String> texts) throws IOException {
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}

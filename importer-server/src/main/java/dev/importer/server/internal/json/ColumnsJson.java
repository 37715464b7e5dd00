package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.results.HeaderMapping;
import dev.importer.results.StoredImport;
import dev.importer.row.Header;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import java.io.IOException;

/** Writes which column of a source feeds which field of a schema, and why. */
final class ColumnsJson {

  private ColumnsJson() {}

  /** The columns of an import; under a schema that is no longer known they feed no field. */
  public static void write(JsonGenerator json, Importer importer, StoredImport stored)
      throws IOException {
    Schema schema = importer.results().schemaOf(stored).orElse(Schema.NONE);
    write(
        json,
        stored.format() == Format.CSV
            ? HeaderMapping.ofHeader(
                new Header(stored.columns().subList(0, stored.labels().size())), schema)
            : HeaderMapping.ofMembers(stored.columns(), schema));
  }

  /** The member {@code columns}. */
  public static void write(JsonGenerator json, HeaderMapping mapping) throws IOException {
    json.writeArrayFieldStart("columns");
    for (HeaderMapping.Column column : mapping.columns()) {
      json.writeStartObject();
      json.writeStringField("label", column.label());
      json.writeStringField("field", column.field());
      HeaderMapping.Reason reason = column.reason();
      json.writeStringField("reason", reason == null ? null : reason.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

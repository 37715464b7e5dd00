package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.Page;
import dev.importer.results.StoredRecord;
import java.io.IOException;

/**
 * Writes stored rows. Their data, errors and changes are JSON already and are handed on as they
 * are.
 */
public final class RecordJson {

  private RecordJson() {}

  public static void write(JsonGenerator json, StoredRecord stored) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", stored.id());
    json.writeNumberField("import_id", stored.importId());
    json.writeNumberField("row_number", stored.rowNumber());
    json.writeNumberField("line_number", stored.lineNumber());
    json.writeFieldName("data");
    json.writeRawValue(stored.dataJson());
    json.writeStringField("status", stored.status().text());
    json.writeStringField("error_message", stored.errorMessage());
    json.writeFieldName("errors");
    json.writeRawValue(stored.errorsJson());
    json.writeFieldName("changes");
    json.writeRawValue(stored.changesJson());
    Json.time(json, "created_at", stored.createdAt());
    json.writeEndObject();
  }

  /** Writes a row that is not stored. */
  public static void write(JsonGenerator json, StoredRecord.Draft row) throws IOException {
    json.writeStartObject();
    json.writeNumberField("row_number", row.rowNumber());
    json.writeNumberField("line_number", row.lineNumber());
    json.writeFieldName("data");
    json.writeRawValue(row.dataJson());
    json.writeStringField("status", row.status().text());
    json.writeStringField("error_message", row.errorMessage());
    json.writeFieldName("errors");
    json.writeRawValue(row.errorsJson());
    json.writeFieldName("changes");
    json.writeRawValue(row.changesJson());
    json.writeEndObject();
  }

  /** The members {@code records} and {@code next_cursor} of an answer. */
  public static void members(JsonGenerator json, Page<StoredRecord> page) throws IOException {
    json.writeArrayFieldStart("records");
    for (StoredRecord stored : page.items()) {
      write(json, stored);
    }
    json.writeEndArray();
    json.writeStringField("next_cursor", page.cursor());
  }
}

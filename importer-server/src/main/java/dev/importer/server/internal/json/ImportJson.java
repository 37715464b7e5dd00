package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.results.ImportPage;
import dev.importer.results.Page;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an import. */
public final class ImportJson {

  private ImportJson() {}

  public static void write(JsonGenerator json, StoredImport stored) throws IOException {
    json.writeStartObject();
    members(json, stored);
    json.writeEndObject();
  }

  /** What a list says of an import: all but why it was read as it was, and every place. */
  public static void writeSummary(JsonGenerator json, StoredImport stored) throws IOException {
    json.writeStartObject();
    summary(json, stored);
    json.writeEndObject();
  }

  public static void members(JsonGenerator json, StoredImport stored) throws IOException {
    summary(json, stored);
    OptionsJson.plan(json, stored.plan());
    ReadingJson.members(json, stored.detection(), stored.accounting(), stored.notices());
    SeenJson.member(json, stored.seen());
  }

  private static void summary(JsonGenerator json, StoredImport stored) throws IOException {
    json.writeNumberField("id", stored.id());
    json.writeStringField("filename", stored.filename());
    json.writeStringField("file_hash", stored.fileHash());
    json.writeNumberField("file_size", stored.fileSize());
    json.writeStringField("format", text(stored.format()));
    ReadingJson.dialect(json, stored.detection());
    json.writeStringField("schema", stored.schema());
    json.writeStringField("status", stored.status().text());
    json.writeNumberField("total_records", stored.totalRecords());
    json.writeNumberField("processed_records", stored.processedRecords());
    json.writeNumberField("failed_records", stored.failedRecords());
    json.writeNumberField("record_count", recordCount(stored));
    Json.time(json, "created_at", stored.createdAt());
    Json.time(json, "started_at", stored.startedAt());
    Json.time(json, "completed_at", stored.completedAt());
    error(json, stored.failure());
    json.writeBooleanField("retryable", stored.retryable());
    json.writeNumberField("last_change", stored.lastChange());
    TargetJson.result(json, stored.target());
    ErrorSummaryJson.warnings(json, stored.warnings());
  }

  public static String text(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** How many records can be asked for; none of an import that failed or was cancelled stays. */
  private static long recordCount(StoredImport stored) {
    return stored.status().leavesNoRows() ? 0 : stored.totalRecords();
  }

  /** The member {@code error}. */
  public static void error(JsonGenerator json, StoredImport.@Nullable Failure failure)
      throws IOException {
    if (failure == null) {
      json.writeNullField("error");
      return;
    }
    json.writeObjectFieldStart("error");
    json.writeStringField("code", failure.code());
    json.writeStringField("message", failure.message());
    Json.number(json, "line", failure.line());
    Json.number(json, "column", failure.column());
    MissingLabelsJson.members(json, failure.missingLabels());
    json.writeEndObject();
  }

  /** A page of a list of imports. */
  public static void page(JsonGenerator json, ImportPage answer) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("imports");
    for (StoredImport stored : answer.page().items()) {
      writeSummary(json, stored);
    }
    json.writeEndArray();
    json.writeNumberField("total", answer.total());
    json.writeStringField("next_cursor", answer.page().cursor());
    json.writeEndObject();
  }

  /** One import with a page of its rows. */
  public static void withRecords(
      JsonGenerator json, Importer importer, StoredImport stored, Page<StoredRecord> page)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("import");
    write(json, stored);
    ColumnsJson.members(json, importer.results().mapping(stored));
    RecordJson.members(json, page);
    json.writeEndObject();
  }

  /** What is answered when an import has been deleted. */
  public static void deleted(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", "Import deleted");
    json.writeEndObject();
  }
}

package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.CheckReport;
import dev.importer.results.StoredRecord;
import java.io.IOException;

/** Writes what an import would do. */
public final class CheckJson {

  private CheckJson() {}

  public static void write(JsonGenerator json, String name, CheckReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("filename", name);
    json.writeNumberField("file_size", report.accounting().bytes());
    json.writeStringField("format", ImportJson.text(report.format()));
    ReadingJson.dialect(json, report.detection());
    json.writeStringField("schema", report.schema());
    ColumnsJson.members(json, report.mapping());
    MissingLabelsJson.proposals(json, report.mapping().proposals());
    json.writeNumberField("total_records", report.total());
    json.writeNumberField("processed_records", report.valid());
    json.writeNumberField("failed_records", report.failed());
    ImportJson.error(json, report.failure());
    ErrorSummaryJson.members(json, report.errorSummary());
    ErrorValuesJson.member(json, report.values());
    ReadingJson.members(json, report.detection(), report.accounting(), report.notices());
    SeenJson.member(json, report.seen());
    TargetJson.differences(json, report.target());
    json.writeArrayFieldStart("records");
    for (StoredRecord.Draft row : report.rows()) {
      RecordJson.write(json, row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

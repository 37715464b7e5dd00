package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.CorrectionResult;
import dev.importer.results.StoredImport;
import java.io.IOException;

/** Writes what became of corrected rows. */
public final class CorrectionJson {

  private CorrectionJson() {}

  public static void write(JsonGenerator json, CorrectionResult result) throws IOException {
    StoredImport now = result.summary();
    json.writeStartObject();
    json.writeNumberField("import_id", now.id());
    json.writeNumberField("corrected", result.corrected());
    json.writeNumberField("still_failed", result.stillFailed());
    json.writeNumberField("unchanged", result.unchanged());
    json.writeNumberField("total_records", now.totalRecords());
    json.writeNumberField("processed_records", now.processedRecords());
    json.writeNumberField("failed_records", now.failedRecords());
    json.writeEndObject();
  }
}

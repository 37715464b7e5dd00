package dev.importer.server.internal.status;

import dev.importer.Importer;
import dev.importer.results.History;
import dev.importer.results.Statistics;
import dev.importer.server.internal.json.Json;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Answers with all imports in numbers. */
public final class StatisticsHandlers {

  private static final BigDecimal BYTES_PER_MB = BigDecimal.valueOf(1 << 20);

  private final Importer importer;

  public StatisticsHandlers(Importer importer) {
    this.importer = importer;
  }

  public void totals(Context ctx) {
    Statistics all = importer.results().statistics();
    Json.answer(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("total_imports", all.totalImports());
          json.writeNumberField("pending_imports", all.pendingImports());
          json.writeNumberField("processing_imports", all.processingImports());
          json.writeNumberField("completed_imports", all.completedImports());
          json.writeNumberField("failed_imports", all.failedImports());
          json.writeNumberField("cancelled_imports", all.cancelledImports());
          json.writeNumberField("total_records", all.totalRecords());
          json.writeNumberField("valid_records", all.validRecords());
          json.writeNumberField("failed_records", all.failedRecords());
          json.writeNumberField("database_size_mb", megabytes(all.databaseSizeBytes()));
          json.writeNumberField("database_size_bytes", all.databaseSizeBytes());
          json.writeEndObject();
        });
  }

  public void history(Context ctx) {
    History history = importer.results().history();
    Json.answer(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("days");
          for (History.Day day : history.days()) {
            json.writeStartObject();
            json.writeStringField("day", day.day().toString());
            json.writeNumberField("imports", day.imports());
            json.writeNumberField("valid_records", day.valid());
            json.writeNumberField("failed_records", day.failed());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("errors");
          for (History.ErrorCount error : history.errors()) {
            json.writeStartObject();
            json.writeStringField("code", error.code());
            json.writeStringField("rule", error.rule());
            json.writeStringField("field", error.field());
            json.writeNumberField("count", error.count());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static BigDecimal megabytes(long bytes) {
    return BigDecimal.valueOf(bytes).divide(BYTES_PER_MB, 2, RoundingMode.HALF_UP);
  }
}

package dev.importer.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.job.ImportOption;
import dev.importer.query.StoredRecord;
import dev.importer.read.CheckReport;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Takes a file, tells what an import of it would do, and keeps nothing. */
final class CheckHandler implements Handler {

  private final Importer importer;
  private final UploadReceiver receiver;
  private final Places places;

  /** A handler; as many files as uploads are received and checked at once. */
  CheckHandler(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.receiver = new UploadReceiver(importer, bounds);
    this.places = Places.ofUploads(bounds.maxConcurrentUploads());
  }

  @Override
  public void handle(Context ctx) {
    UploadOptions options =
        UploadOptions.of(ImportOption.Use.IMPORT, importer.schemas().keySet())
            .withQuery(Query.of(ctx));
    places.with(
        () -> {
          Source received = receiver.receive(ctx, options);
          try {
            Source source = options.applyTo(received);
            CheckReport report = importer.check(source, options.importOptions());
            Json.answer(ctx, 200, json -> write(json, source.name(), report));
            return true;
          } finally {
            importer.discard(received);
          }
        });
  }

  static void write(JsonGenerator json, String name, CheckReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("filename", name);
    json.writeNumberField("file_size", report.accounting().bytes());
    json.writeStringField("format", ImportJson.text(report.format()));
    ReadingJson.dialect(json, report.detection());
    json.writeStringField("schema", report.schema());
    ColumnsJson.write(json, report.mapping());
    json.writeNumberField("total_records", report.total());
    json.writeNumberField("processed_records", report.valid());
    json.writeNumberField("failed_records", report.failed());
    ImportJson.error(json, report.failure());
    ErrorSummaryJson.members(json, report.errorSummary());
    ReadingJson.members(json, report.detection(), report.accounting(), report.notices());
    json.writeArrayFieldStart("records");
    for (StoredRecord.Draft row : report.rows()) {
      RecordJson.write(json, row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

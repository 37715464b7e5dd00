package dev.importer.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.correct.Corrector;
import dev.importer.job.ImportOption;
import dev.importer.query.StoredImport;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Takes corrected rows back into their import. */
final class CorrectionsHandler implements Handler {

  private final Importer importer;
  private final UploadReceiver receiver;
  private final Places places;

  /** A handler; as many files as uploads are received and applied at once. */
  CorrectionsHandler(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.receiver = new UploadReceiver(importer, bounds);
    this.places = Places.ofUploads(bounds.maxConcurrentUploads());
  }

  @Override
  public void handle(Context ctx) {
    long id = ImportHandlers.find(importer, ctx).id();
    UploadOptions options = UploadOptions.of(ImportOption.Use.CORRECTION).withQuery(Query.of(ctx));
    Corrector.Result result =
        places.with(
            () -> {
              Source received = receiver.receive(ctx, options);
              return importer.correct(id, options.applyTo(received));
            });
    Json.answer(ctx, 200, json -> write(json, result));
  }

  static void write(JsonGenerator json, Corrector.Result result) throws IOException {
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

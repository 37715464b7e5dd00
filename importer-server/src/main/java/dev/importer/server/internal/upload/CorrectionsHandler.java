package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.job.ImportOption;
import dev.importer.results.CorrectionResult;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.imports.ImportHandlers;
import dev.importer.server.internal.json.CorrectionJson;
import dev.importer.server.internal.json.Json;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Takes corrected rows back into their import. */
public final class CorrectionsHandler implements Handler {

  private final Importer importer;
  private final UploadReceiver receiver;
  private final ConcurrencyLimit limit;

  /** A handler; as many files as uploads are received and applied at once. */
  public CorrectionsHandler(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.receiver = new UploadReceiver(importer, bounds);
    this.limit = ConcurrencyLimit.ofUploads(bounds.maxConcurrentUploads());
  }

  @Override
  public void handle(Context ctx) {
    long id = ImportHandlers.find(importer, ctx).id();
    UploadOptions options = UploadOptions.of(ImportOption.Use.CORRECTION).withQuery(Query.of(ctx));
    CorrectionResult result =
        limit.with(
            () -> {
              Source received = receiver.receive(ctx, options);
              return importer.correct(id, received, options.importOptions());
            });
    Json.answer(ctx, 200, json -> CorrectionJson.write(json, result));
  }
}

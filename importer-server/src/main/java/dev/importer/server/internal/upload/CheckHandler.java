package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.job.ImportOption;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Takes a file, tells what an import of it would do, and keeps nothing. */
public final class CheckHandler implements Handler {

  private final Importer importer;
  private final UploadReceiver receiver;
  private final ConcurrencyLimit limit;

  /** A handler; as many files as uploads are received and checked at once. */
  public CheckHandler(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.receiver = new UploadReceiver(importer, bounds);
    this.limit = ConcurrencyLimit.ofUploads(bounds.maxConcurrentUploads());
  }

  @Override
  public void handle(Context ctx) {
    UploadOptions options =
        UploadOptions.of(ImportOption.Use.IMPORT, importer.operations().schemas().keySet())
            .withQuery(Query.of(ctx));
    limit.with(
        () -> {
          Source received = receiver.receive(ctx, options);
          try {
            SourceAnswers.check(ctx, importer, received, options);
            return true;
          } finally {
            importer.operations().discard(received);
          }
        });
  }
}

package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.job.ImportOption;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Takes a file and has it imported. */
public final class UploadHandler implements Handler {

  private final Importer importer;
  private final ImportAnswers answers;
  private final UploadReceiver receiver;
  private final ConcurrencyLimit limit;

  /**
   * A handler.
   *
   * @param answers has the files imported
   */
  public UploadHandler(Importer importer, ImportAnswers answers, RequestBounds bounds) {
    this.importer = importer;
    this.answers = answers;
    this.receiver = new UploadReceiver(importer, bounds);
    this.limit = ConcurrencyLimit.ofUploads(bounds.maxConcurrentUploads());
  }

  @Override
  public void handle(Context ctx) {
    UploadOptions options =
        UploadOptions.of(ImportOption.Use.IMPORT, importer.operations().schemas().keySet())
            .withQuery(Query.of(ctx));
    Source source = limit.with(() -> receiver.receive(ctx, options));
    answers.submit(ctx, source, options);
  }
}

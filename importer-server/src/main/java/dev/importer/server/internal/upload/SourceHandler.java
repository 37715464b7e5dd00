package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.job.ImportOption;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.source.Source;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Takes a file, tells something about it, and keeps nothing. */
public final class SourceHandler implements Handler {

  private final Importer importer;
  private final UploadReceiver receiver;
  private final ConcurrencyLimit limit;
  private final ImportOption.Use use;
  private final SourceAnswers.Answer answer;

  private SourceHandler(
      Importer importer,
      RequestBounds bounds,
      ConcurrencyLimit limit,
      ImportOption.Use use,
      SourceAnswers.Answer answer) {
    this.importer = importer;
    this.receiver = new UploadReceiver(importer, bounds);
    this.limit = limit;
    this.use = use;
    this.answer = answer;
  }

  /** Tells what an import of the file would do. */
  public static SourceHandler check(
      Importer importer, RequestBounds bounds, ConcurrencyLimit limit) {
    return new SourceHandler(
        importer, bounds, limit, ImportOption.Use.IMPORT, SourceAnswers::check);
  }

  /** Tells how the file would be read. */
  public static SourceHandler detect(
      Importer importer, RequestBounds bounds, ConcurrencyLimit limit) {
    return new SourceHandler(
        importer, bounds, limit, ImportOption.Use.DETECTION, SourceAnswers::detect);
  }

  /** Finds a schema for the file. */
  public static SourceHandler infer(
      Importer importer, RequestBounds bounds, ConcurrencyLimit limit) {
    return new SourceHandler(
        importer, bounds, limit, ImportOption.Use.INFERENCE, SourceAnswers::infer);
  }

  @Override
  public void handle(Context ctx) {
    UploadOptions options =
        UploadOptions.of(use, importer.operations().schemas().keySet()).withQuery(Query.of(ctx));
    limit.with(
        () -> {
          Source received = receiver.receive(ctx, options);
          try {
            answer.send(ctx, importer, received, options);
            return true;
          } finally {
            importer.operations().discard(received);
          }
        });
  }
}

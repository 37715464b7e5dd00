package dev.importer.server.internal.records;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.results.RowsExport;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.PacedOutput;
import dev.importer.server.internal.http.ProblemAnswers;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.http.StartedOutput;
import dev.importer.server.internal.imports.ImportHandlers;
import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends the rows of an import as a file, page by page. */
public final class ExportHandler implements Handler {

  private final Importer importer;
  private final Pace.Rule rule;
  private final ConcurrencyLimit limit;

  /** The calls for an importer; the downloads that are sent at once are counted together. */
  public ExportHandler(Importer importer, RequestBounds bounds, ConcurrencyLimit downloads) {
    this.importer = importer;
    this.rule = bounds.pace();
    this.limit = downloads;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    ExportRequest asked = ExportRequest.parse(Query.of(ctx), stored.id(), ctx.header("Accept"));
    limit.acquire();
    try {
      send(ctx, stored.id(), asked);
    } finally {
      limit.release();
    }
  }

  /** What goes wrong until the first bytes are sent still gets a proper answer. */
  private void send(Context ctx, long id, ExportRequest asked) throws IOException {
    RowsExport export = asked.of(importer.results());
    StartedOutput out =
        new StartedOutput(
            new PacedOutput(ctx.outputStream(), Pace.of(rule)), () -> begin(ctx, id, asked));
    try {
      export.writeTo(out, asked.format().ofExport());
    } catch (SourceException e) {
      throw Problem.of(406, "not-acceptable", String.valueOf(e.getMessage())).exception();
    }
    out.start();
  }

  private static void begin(Context ctx, long id, ExportRequest asked) {
    ctx.contentType(asked.format().contentType(StandardCharsets.UTF_8));
    ctx.header("Vary", "Accept");
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"import-" + id + "." + asked.format().extension() + "\"");
    ProblemAnswers.beginStream(ctx);
  }
}

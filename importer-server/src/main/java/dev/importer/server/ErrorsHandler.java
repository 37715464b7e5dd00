package dev.importer.server;

import dev.importer.Importer;
import dev.importer.query.Page;
import dev.importer.query.PageRequest;
import dev.importer.query.StoredImport;
import dev.importer.query.StoredRecord;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Sends the refused rows of an import, page by page, so that a slow receiver holds no connection to
 * the database.
 */
final class ErrorsHandler implements Handler {

  private static final int ROWS_PER_PAGE = 500;

  private final Importer importer;

  ErrorsHandler(Importer importer) {
    this.importer = importer;
  }

  /** Writes refused rows in one format. Without {@link #end} its output is seen to be cut off. */
  interface Writer {
    void write(StoredRecord row) throws IOException;

    /** Writes what is left; the stream stays open. */
    void end() throws IOException;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    ErrorsFormat format = ErrorsFormat.of(ctx.queryParam("format"), ctx.header("Accept"));
    // What goes wrong from here on until the first bytes are sent still gets a proper answer.
    Page<StoredRecord> first = importer.errors(stored.id(), PageRequest.ofLimit(ROWS_PER_PAGE));
    ctx.contentType(format.contentType());
    ctx.header("Vary", "Accept");
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"import-" + stored.id() + "-errors." + format.extension() + "\"");
    ProblemAnswers.beginStream(ctx);
    Writer writer = writer(format, ctx.outputStream(), stored.columns());
    write(writer, stored.id(), first);
    writer.end();
  }

  private void write(Writer writer, long importId, Page<StoredRecord> first) throws IOException {
    Page<StoredRecord> page = first;
    while (true) {
      for (StoredRecord row : page.items()) {
        writer.write(row);
      }
      String cursor = page.cursor();
      if (cursor == null) {
        return;
      }
      page = importer.errors(importId, PageRequest.ofLimit(ROWS_PER_PAGE).at(cursor));
    }
  }

  private static Writer writer(ErrorsFormat format, OutputStream out, List<String> columns)
      throws IOException {
    return switch (format) {
      case CSV -> new ErrorsCsv(out, columns);
      case NDJSON -> ErrorsJson.lines(out);
      case JSON -> ErrorsJson.array(out);
    };
  }
}

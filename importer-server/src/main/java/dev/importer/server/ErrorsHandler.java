package dev.importer.server;

import dev.importer.Importer;
import dev.importer.correct.ErrorsCsv;
import dev.importer.query.PageRequest;
import dev.importer.query.RecordQuery;
import dev.importer.query.RecordStatus;
import dev.importer.query.StoredImport;
import dev.importer.query.StoredRecord;
import dev.importer.source.EncodingNames;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Sends the refused rows of an import, page by page, so that a slow receiver holds no connection to
 * the database.
 */
final class ErrorsHandler implements Handler {

  static final List<String> PARAMETERS = List.of("format", "encoding");

  private static final int ROWS_PER_PAGE = 500;

  private final Importer importer;
  private final Pace.Rule rule;
  private final Places places;

  ErrorsHandler(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.rule = bounds.pace();
    this.places = Places.ofDownloads(bounds.maxConcurrentDownloads());
  }

  @Override
  public void handle(Context ctx) throws IOException {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    ErrorsFormat format = ErrorsFormat.of(Query.of(ctx).value("format"), ctx.header("Accept"));
    places.take();
    try {
      send(ctx, stored.id(), format);
    } finally {
      places.release();
    }
  }

  /** What goes wrong until the first bytes are sent still gets a proper answer. */
  private void send(Context ctx, long id, ErrorsFormat format) throws IOException {
    OutputStream out = new PacedOutput(ctx.outputStream(), Pace.of(rule));
    if (format == ErrorsFormat.CSV) {
      ErrorsCsv csv = csv(ctx, id);
      begin(ctx, id, format, format.contentType(csv.charset()));
      csv.writeTo(out);
      return;
    }
    Iterator<StoredRecord> rows = importer.stream(refused(id, ROWS_PER_PAGE)).iterator();
    // Reads the first page, so that a database that does not answer is told in time.
    var unused = rows.hasNext();
    begin(ctx, id, format, format.contentType(StandardCharsets.UTF_8));
    ErrorsJson writer =
        format == ErrorsFormat.NDJSON ? ErrorsJson.lines(out) : ErrorsJson.array(out);
    while (rows.hasNext()) {
      writer.write(rows.next());
    }
    writer.end();
  }

  private ErrorsCsv csv(Context ctx, long id) {
    ErrorsCsv csv = importer.errorsCsv(id);
    String encoding = Query.of(ctx).value("encoding");
    if (encoding == null) {
      // Looks at the first row, so that a database that does not answer is told in time.
      var unused = importer.records(refused(id, 1));
      return csv;
    }
    return EncodingNames.named(encoding)
        .filter(Charset::canEncode)
        .map(csv::in)
        .orElseThrow(ErrorsHandler::badEncoding);
  }

  private static ProblemException badEncoding() {
    return Paging.bad(
        "encoding", "encoding must be the name of a character encoding, such as utf-8.");
  }

  private static void begin(Context ctx, long id, ErrorsFormat format, String contentType) {
    ctx.contentType(contentType);
    ctx.header("Vary", "Accept");
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"import-" + id + "-errors." + format.extension() + "\"");
    ProblemAnswers.beginStream(ctx);
  }

  private static RecordQuery refused(long id, int limit) {
    return RecordQuery.ofImport(id)
        .withStatus(RecordStatus.FAILED)
        .withPage(PageRequest.ofLimit(limit));
  }
}

package dev.importer.server.internal.records;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.internal.source.EncodingNames;
import dev.importer.results.ErrorsCsv;
import dev.importer.results.ErrorsXlsx;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.PacedOutput;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.ProblemAnswers;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.imports.ImportHandlers;
import dev.importer.server.internal.json.ErrorsJson;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
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
public final class ErrorsHandler implements Handler {

  public static final List<String> PARAMETERS = List.of("format", "encoding");

  private static final int ROWS_PER_PAGE = 500;

  private final Importer importer;
  private final Pace.Rule rule;
  private final ConcurrencyLimit limit;

  /** The calls for an importer; the downloads that are sent at once are counted together. */
  public ErrorsHandler(Importer importer, RequestBounds bounds, ConcurrencyLimit downloads) {
    this.importer = importer;
    this.rule = bounds.pace();
    this.limit = downloads;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    RowsFormat format = RowsFormat.of(Query.of(ctx).value("format"), ctx.header("Accept"));
    limit.acquire();
    try {
      send(ctx, stored.id(), format);
    } finally {
      limit.release();
    }
  }

  /** What goes wrong until the first bytes are sent still gets a proper answer. */
  private void send(Context ctx, long id, RowsFormat format) throws IOException {
    OutputStream out = new PacedOutput(ctx.outputStream(), Pace.of(rule));
    if (format == RowsFormat.CSV) {
      ErrorsCsv csv = csv(ctx, id);
      begin(ctx, id, format, format.contentType(csv.charset()));
      csv.writeTo(out);
      return;
    }
    if (format == RowsFormat.XLSX) {
      ErrorsXlsx workbook = xlsx(id);
      begin(ctx, id, format, format.contentType(StandardCharsets.UTF_8));
      workbook.writeTo(out);
      return;
    }
    Iterator<StoredRecord> rows = importer.results().stream(refused(id, ROWS_PER_PAGE)).iterator();
    // Reads the first page, so that a database that does not answer is told in time.
    var unused = rows.hasNext();
    begin(ctx, id, format, format.contentType(StandardCharsets.UTF_8));
    ErrorsJson writer = format == RowsFormat.NDJSON ? ErrorsJson.lines(out) : ErrorsJson.array(out);
    while (rows.hasNext()) {
      writer.write(rows.next());
    }
    writer.end();
  }

  private ErrorsCsv csv(Context ctx, long id) {
    ErrorsCsv csv = importer.results().errorsCsv(id);
    String encoding = Query.of(ctx).value("encoding");
    if (encoding == null) {
      // Looks at the first row, so that a database that does not answer is told in time.
      var unused = importer.results().records(refused(id, 1));
      return csv;
    }
    return EncodingNames.named(encoding)
        .filter(Charset::canEncode)
        .map(csv::in)
        .orElseThrow(ErrorsHandler::badEncoding);
  }

  private ErrorsXlsx xlsx(long id) {
    try {
      return importer.results().errorsXlsx(id);
    } catch (SourceException e) {
      throw Problem.of(406, "not-acceptable", String.valueOf(e.getMessage())).exception();
    }
  }

  private static ProblemException badEncoding() {
    return Paging.bad(
        "encoding", "encoding must be the name of a character encoding, such as utf-8.");
  }

  private static void begin(Context ctx, long id, RowsFormat format, String contentType) {
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

package dev.importer.server.internal.imports;

import dev.importer.Importer;
import dev.importer.results.ErrorValues;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery.ErrorKind;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.json.ErrorValuesJson;
import dev.importer.server.internal.json.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;

/**
 * Tells the different values that were refused in an import. All its refused rows are read for it,
 * so few do it at once.
 */
public final class ErrorValuesHandler implements Handler {

  public static final List<String> PARAMETERS = Paging.and(List.of("field", "code", "rule"));

  private static final int MOST_AT_ONCE = 2;

  private final Importer importer;
  private final ConcurrencyLimit limit = ConcurrencyLimit.ofErrorValues(MOST_AT_ONCE);

  public ErrorValuesHandler(Importer importer) {
    this.importer = importer;
  }

  @Override
  public void handle(Context ctx) {
    long id = ImportHandlers.find(importer, ctx).id();
    Query query = Query.of(ctx);
    PageRequest request = Paging.of(query);
    ErrorKind kind = new ErrorKind(query.value("code"), query.value("rule"), query.value("field"));
    ErrorValues answer =
        limit.with(
            () -> Paging.ask(request, page -> importer.results().errorValues(id, kind, page)));
    Paging.link(ctx, request, answer.cursor());
    Json.answer(ctx, 200, json -> ErrorValuesJson.write(json, answer));
  }
}

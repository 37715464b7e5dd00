package dev.importer.server.internal.records;

import dev.importer.Importer;
import dev.importer.results.RecordQuery;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.PageMemory;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.json.RecordJson;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Finds stored rows. */
public final class SearchHandler implements Handler {

  private static final int MOST_BODY_BYTES = 1 << 20;

  /** So many searches are received at once, so that slow ones leave threads for others. */
  private static final int MOST_AT_ONCE = 32;

  private final Importer importer;
  private final PageMemory memory;
  private final JsonBody body;
  private final ConcurrencyLimit limit = ConcurrencyLimit.ofSearches(MOST_AT_ONCE);

  public SearchHandler(Importer importer, RequestBounds bounds, PageMemory memory) {
    this.importer = importer;
    this.memory = memory;
    this.body = new JsonBody("a search", MOST_BODY_BYTES, bounds.pace().forAllAtOnce());
  }

  @Override
  public void handle(Context ctx) throws IOException {
    RecordQuery query = SearchRequest.parse(limit.with(() -> body.bytes(ctx)));
    memory.answer(
        ctx,
        () ->
            Paging.ask(query.page(), wanted -> importer.results().records(query.withPage(wanted))),
        page ->
            json -> {
              json.writeStartObject();
              RecordJson.members(json, page);
              json.writeEndObject();
            });
  }
}

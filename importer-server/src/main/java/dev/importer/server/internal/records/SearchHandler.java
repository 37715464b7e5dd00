package dev.importer.server.internal.records;

import dev.importer.Importer;
import dev.importer.results.RecordQuery;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.ContentType;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.PageMemory;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.RequestBody;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.RecordJson;
import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Finds stored rows. */
public final class SearchHandler implements Handler {

  private static final int MOST_BODY_BYTES = 1 << 20;

  /** So many searches are received at once, so that slow ones leave threads for others. */
  private static final int MOST_AT_ONCE = 32;

  private final Importer importer;
  private final PageMemory memory;
  private final Pace.Rule rule;
  private final ConcurrencyLimit limit = ConcurrencyLimit.ofSearches(MOST_AT_ONCE);

  public SearchHandler(Importer importer, RequestBounds bounds, PageMemory memory) {
    this.importer = importer;
    this.memory = memory;
    this.rule = bounds.pace().forAllAtOnce();
  }

  @Override
  public void handle(Context ctx) throws IOException {
    RecordQuery query = SearchRequest.parse(limit.with(() -> body(ctx)));
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

  private byte[] body(Context ctx) {
    String type = ContentType.of(ctx).requireUtf8().type();
    boolean json = type.isEmpty() || type.equals(Json.MEDIA_TYPE) || type.endsWith("+json");
    if (!json && RequestBody.exists(ctx)) {
      throw Problem.of(
              415, "unsupported-media-type", "Send the search with Content-Type application/json.")
          .withHeader("Accept-Post", Json.MEDIA_TYPE)
          .exception();
    }
    RequestBody.requireUnpacked(ctx);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Problem tooLarge =
        Problem.of(
            413, "too-large", "A search must not be larger than " + MOST_BODY_BYTES + " bytes.");
    new RequestBody(ctx, MOST_BODY_BYTES, tooLarge, rule)
        .read((buffer, length) -> body.write(buffer, 0, length));
    return body.toByteArray();
  }
}

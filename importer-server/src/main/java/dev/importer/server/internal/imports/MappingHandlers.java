package dev.importer.server.internal.imports;

import dev.importer.Importer;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RememberedMapping;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.MappingJson;
import dev.importer.server.internal.problem.Problem;
import io.javalin.http.Context;
import java.util.List;

/** Lists and forgets what is remembered of how columns were mapped. */
public final class MappingHandlers {

  /** The parameters of the list besides those of its pages. */
  public static final List<String> NAMES = List.of("schema");

  private final Importer importer;

  public MappingHandlers(Importer importer) {
    this.importer = importer;
  }

  public void list(Context ctx) {
    Query parameters = Query.of(ctx);
    PageRequest request = Paging.of(parameters);
    String schema = parameters.value("schema");
    Page<RememberedMapping> answer =
        Paging.ask(request, wanted -> importer.operations().mappings(schema, wanted));
    Paging.link(ctx, request, answer.cursor());
    Json.answer(ctx, 200, json -> MappingJson.page(json, answer));
  }

  public void forget(Context ctx) {
    String text = ctx.pathParam("id");
    boolean number = text.matches("[0-9]{1,18}");
    if (!number || !importer.operations().forgetMapping(Long.parseLong(text))) {
      throw Problem.of(
              404,
              "mapping-not-found",
              "There is no mapping '"
                  + Paging.shorten(text)
                  + "'. GET /api/mappings lists those there are.")
          .exception();
    }
    Json.answer(ctx, 200, MappingJson::forgotten);
  }
}

package dev.importer.server.internal.imports;

import dev.importer.Importer;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ImportPage;
import dev.importer.results.ImportQuery;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.http.MountedRoutes;
import dev.importer.server.internal.http.PageMemory;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.PathNumber;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.json.ErrorSummaryJson;
import dev.importer.server.internal.json.ImportJson;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import io.javalin.http.Context;
import java.io.IOException;

/** Lists, shows, cancels and deletes imports. */
public final class ImportHandlers {

  private final Importer importer;
  private final PageMemory memory;

  public ImportHandlers(Importer importer, PageMemory memory) {
    this.importer = importer;
    this.memory = memory;
  }

  public void list(Context ctx) {
    Query parameters = Query.of(ctx);
    PageRequest request = Paging.of(parameters);
    ImportQuery query = ImportFilter.of(parameters);
    ImportPage answer =
        Paging.ask(request, wanted -> importer.results().imports(query.withPage(wanted)));
    Paging.link(ctx, request, answer.page().cursor());
    Json.answer(ctx, 200, json -> ImportJson.page(json, answer));
  }

  public void show(Context ctx) throws IOException {
    StoredImport stored = find(importer, ctx);
    PageRequest request = Paging.of(Query.of(ctx));
    ImportTag.set(ctx, stored);
    RecordQuery query = RecordQuery.ofImport(stored.id());
    memory.answer(
        ctx,
        () -> Paging.ask(request, wanted -> importer.results().records(query.withPage(wanted))),
        page -> {
          Paging.link(ctx, request, page.cursor());
          return json -> ImportJson.withRecords(json, importer, stored, page);
        });
  }

  public void errorSummary(Context ctx) {
    ErrorSummary summary = importer.results().errorSummary(find(importer, ctx).id());
    Json.answer(ctx, 200, json -> ErrorSummaryJson.write(json, summary));
  }

  public void cancel(Context ctx) {
    long id = find(importer, ctx).id();
    importer.operations().cancel(id);
    StoredImport cancelled = importer.results().find(id).orElseThrow(() -> noImport(ctx));
    Json.answer(ctx, 202, json -> ImportJson.write(json, cancelled));
  }

  public void retry(Context ctx) {
    long id = find(importer, ctx).id();
    importer.operations().retry(id);
    StoredImport begun = importer.results().find(id).orElseThrow(() -> noImport(ctx));
    ctx.header("Location", MountedRoutes.baseOf(ctx) + "/api/imports/" + id);
    Json.answer(ctx, 202, json -> ImportJson.write(json, begun));
  }

  public void delete(Context ctx) {
    importer.operations().delete(id(ctx));
    Json.answer(ctx, 200, ImportJson::deleted);
  }

  /** The import that the path names. */
  public static StoredImport find(Importer importer, Context ctx) {
    return importer.results().find(id(ctx)).orElseThrow(() -> noImport(ctx));
  }

  private static long id(Context ctx) {
    return PathNumber.of(ctx, "id").orElseThrow(() -> noImport(ctx));
  }

  private static ProblemException noImport(Context ctx) {
    return Problems.noImport(Paging.shorten(ctx.pathParam("id"))).exception();
  }
}

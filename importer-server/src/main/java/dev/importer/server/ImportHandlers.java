package dev.importer.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.Importer;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ImportPage;
import dev.importer.results.ImportQuery;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import io.javalin.http.Context;
import java.io.IOException;

/** Lists, shows, cancels and deletes imports. */
final class ImportHandlers {

  private final Importer importer;
  private final PageMemory memory;

  ImportHandlers(Importer importer, PageMemory memory) {
    this.importer = importer;
    this.memory = memory;
  }

  void list(Context ctx) {
    Query parameters = Query.of(ctx);
    PageRequest request = Paging.of(parameters);
    ImportQuery query = ImportFilter.of(parameters);
    ImportPage answer =
        Paging.ask(request, wanted -> importer.results().imports(query.withPage(wanted)));
    Paging.link(ctx, request, answer.page().cursor());
    Json.answer(ctx, 200, json -> write(json, answer));
  }

  static void write(JsonGenerator json, ImportPage answer) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("imports");
    for (StoredImport stored : answer.page().items()) {
      ImportJson.writeSummary(json, stored);
    }
    json.writeEndArray();
    json.writeNumberField("total", answer.total());
    json.writeStringField("next_cursor", answer.page().cursor());
    json.writeEndObject();
  }

  void show(Context ctx) throws IOException {
    StoredImport stored = find(importer, ctx);
    PageRequest request = Paging.of(Query.of(ctx));
    RecordQuery query = RecordQuery.ofImport(stored.id());
    memory.answer(
        ctx,
        () -> Paging.ask(request, wanted -> importer.results().records(query.withPage(wanted))),
        page -> {
          Paging.link(ctx, request, page.cursor());
          return json -> write(json, importer, stored, page);
        });
  }

  static void write(
      JsonGenerator json, Importer importer, StoredImport stored, Page<StoredRecord> page)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("import");
    ImportJson.write(json, stored);
    ColumnsJson.write(json, importer, stored);
    RecordJson.members(json, page);
    json.writeEndObject();
  }

  void errorSummary(Context ctx) {
    ErrorSummary summary = importer.results().errorSummary(find(importer, ctx).id());
    Json.answer(ctx, 200, json -> ErrorSummaryJson.write(json, summary));
  }

  void cancel(Context ctx) {
    long id = find(importer, ctx).id();
    importer.operations().cancel(id);
    StoredImport cancelled = importer.results().find(id).orElseThrow(() -> noImport(ctx));
    Json.answer(ctx, 202, json -> ImportJson.write(json, cancelled));
  }

  void retry(Context ctx) {
    long id = find(importer, ctx).id();
    importer.operations().retry(id);
    StoredImport begun = importer.results().find(id).orElseThrow(() -> noImport(ctx));
    ctx.header("Location", MountedRoutes.baseOf(ctx) + "/api/imports/" + id);
    Json.answer(ctx, 202, json -> ImportJson.write(json, begun));
  }

  void delete(Context ctx) {
    importer.operations().delete(id(ctx));
    Json.answer(ctx, 200, ImportHandlers::writeDeleted);
  }

  static void writeDeleted(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", "Import deleted");
    json.writeEndObject();
  }

  /** The import that the path names. */
  static StoredImport find(Importer importer, Context ctx) {
    return importer.results().find(id(ctx)).orElseThrow(() -> noImport(ctx));
  }

  private static long id(Context ctx) {
    String text = ctx.pathParam("id");
    boolean number = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (text.isEmpty() || !number) {
      throw noImport(ctx);
    }
    return Long.parseLong(text);
  }

  private static ProblemException noImport(Context ctx) {
    return Problems.noImport(Paging.shorten(ctx.pathParam("id"))).exception();
  }
}

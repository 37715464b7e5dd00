package dev.importer.server.internal.changes;

import dev.importer.Changes;
import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.results.ChangedRow;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import dev.importer.server.internal.http.ConcurrencyLimit;
import dev.importer.server.internal.http.JsonBody;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.PathNumber;
import dev.importer.server.internal.http.Query;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.imports.ImportHandlers;
import dev.importer.server.internal.imports.ImportTag;
import dev.importer.server.internal.json.ChangeJson;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.problem.Problems;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Changes stored rows, and tells what was changed. */
public final class ChangeHandlers {

  private static final int MOST_BODY_BYTES = 8 << 20;

  /** So many changes are received at once, so that slow ones leave threads for others. */
  private static final int MOST_AT_ONCE = 32;

  private final Importer importer;
  private final JsonBody body;
  private final ConcurrencyLimit limit = ConcurrencyLimit.ofSearches(MOST_AT_ONCE);

  public ChangeHandlers(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.body = new JsonBody("a change", MOST_BODY_BYTES, bounds.pace().forAllAtOnce());
  }

  public void edit(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    List<RowEdit> edits = ChangeRequest.edits(limit.with(() -> body.bytes(ctx)));
    ChangeResult result = changes(ctx, stored).edit(edits);
    List<StoredRecord> rows = new ArrayList<>();
    edits.stream()
        .map(RowEdit::rowNumber)
        .distinct()
        .sorted()
        .limit(Page.MAX_LIMIT)
        .forEach(row -> importer.results().record(stored.id(), row).ifPresent(rows::add));
    answer(ctx, result, rows);
  }

  public void replace(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    ValueReplacement replacement = ChangeRequest.replacement(limit.with(() -> body.bytes(ctx)));
    answer(ctx, changes(ctx, stored).replace(replacement), List.of());
  }

  public void undo(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    answer(ctx, changes(ctx, stored).undo(number(ctx, stored)), List.of());
  }

  /** Changes that are only made if the import is still what the request says. */
  private Changes changes(Context ctx, StoredImport stored) {
    Changes changes = importer.changes(stored.id());
    return ImportTag.expected(ctx, stored).map(changes::ifLastIs).orElse(changes);
  }

  private static void answer(Context ctx, ChangeResult result, List<StoredRecord> rows) {
    ImportTag.set(ctx, result.summary());
    Json.answer(ctx, 200, json -> ChangeJson.result(json, result, rows));
  }

  public void list(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    PageRequest request = Paging.of(Query.of(ctx));
    Page<StoredChange> answer =
        Paging.ask(request, wanted -> importer.changes(stored.id()).list(wanted));
    ImportTag.set(ctx, stored);
    Paging.link(ctx, request, answer.cursor());
    Json.answer(ctx, 200, json -> ChangeJson.page(json, answer, stored.lastChange()));
  }

  public void show(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    long number = number(ctx, stored);
    PageRequest request = Paging.of(Query.of(ctx));
    Changes changes = importer.changes(stored.id());
    StoredChange change = changes.find(number).orElseThrow(() -> noChange(ctx, stored));
    Page<ChangedRow> rows = Paging.ask(request, wanted -> changes.rows(number, wanted));
    ImportTag.set(ctx, stored);
    Paging.link(ctx, request, rows.cursor());
    Json.answer(ctx, 200, json -> ChangeJson.withRows(json, change, rows));
  }

  private static long number(Context ctx, StoredImport stored) {
    return PathNumber.of(ctx, "number").orElseThrow(() -> noChange(ctx, stored));
  }

  private static RuntimeException noChange(Context ctx, StoredImport stored) {
    return Problems.noChange(stored.id(), Paging.shorten(ctx.pathParam("number"))).exception();
  }
}

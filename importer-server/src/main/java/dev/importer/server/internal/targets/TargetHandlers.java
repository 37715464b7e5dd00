package dev.importer.server.internal.targets;

import dev.importer.Importer;
import dev.importer.results.StoredImport;
import dev.importer.results.UndoResult;
import dev.importer.server.internal.imports.ImportHandlers;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.TargetJson;
import io.javalin.http.Context;

/** Tells of targets, and takes rows of imports out of their tables and back. */
public final class TargetHandlers {

  private final Importer importer;

  public TargetHandlers(Importer importer) {
    this.importer = importer;
  }

  public void list(Context ctx) {
    Json.answer(ctx, 200, json -> TargetJson.list(json, importer.operations().targets()));
  }

  public void undo(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    UndoResult result = importer.undo(stored.id());
    StoredImport now = ImportHandlers.find(importer, ctx);
    Json.answer(ctx, 200, json -> TargetJson.undone(json, result, now));
  }

  public void redo(Context ctx) {
    StoredImport stored = ImportHandlers.find(importer, ctx);
    var unused = importer.redo(stored.id());
    StoredImport now = ImportHandlers.find(importer, ctx);
    Json.answer(ctx, 200, json -> TargetJson.redone(json, now));
  }
}

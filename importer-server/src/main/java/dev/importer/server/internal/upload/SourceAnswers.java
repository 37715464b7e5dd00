package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.results.CheckReport;
import dev.importer.server.internal.json.CheckJson;
import dev.importer.server.internal.json.Json;
import dev.importer.source.Source;
import io.javalin.http.Context;

/** Answers with what a file is, without storing anything of it. */
final class SourceAnswers {

  private SourceAnswers() {}

  /** What an import would do. */
  static void check(Context ctx, Importer importer, Source received, UploadOptions options) {
    Source source = options.applyTo(received);
    CheckReport report = importer.check(source, options.importOptions());
    Json.answer(ctx, 200, json -> CheckJson.write(json, source.name(), report));
  }
}

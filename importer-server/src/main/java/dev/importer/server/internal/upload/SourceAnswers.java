package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.results.CheckReport;
import dev.importer.results.Inference;
import dev.importer.results.SourceDetection;
import dev.importer.results.SourcePreview;
import dev.importer.server.internal.json.CheckJson;
import dev.importer.server.internal.json.DetectionJson;
import dev.importer.server.internal.json.InferenceJson;
import dev.importer.server.internal.json.Json;
import dev.importer.server.internal.json.PreviewJson;
import dev.importer.source.Source;
import io.javalin.http.Context;

/** Answers with what a file is, and stores nothing of it. */
final class SourceAnswers {

  /** One of these answers. */
  @FunctionalInterface
  interface Answer {
    void send(Context ctx, Importer importer, Source received, UploadOptions options);
  }

  private SourceAnswers() {}

  /** What an import would do. */
  static void check(Context ctx, Importer importer, Source received, UploadOptions options) {
    Source source = options.applyTo(received);
    CheckReport report = importer.check(source, options.importOptions());
    Json.answer(ctx, 200, json -> CheckJson.write(json, source.name(), report));
  }

  /** How it would be read, and why. */
  static void detect(Context ctx, Importer importer, Source received, UploadOptions options) {
    Source source = options.applyTo(received);
    SourceDetection detection = importer.detect(source, options.importOptions());
    Json.answer(ctx, 200, json -> DetectionJson.write(json, source.name(), detection));
  }

  /** How it begins, and which schemas its columns fit. */
  static void preview(Context ctx, Importer importer, Source received, UploadOptions options) {
    Source source = options.applyTo(received);
    SourcePreview preview = importer.preview(source, options.importOptions());
    Json.answer(ctx, 200, json -> PreviewJson.write(json, source.name(), preview));
  }

  /** A schema to which all its rows conform. */
  static void infer(Context ctx, Importer importer, Source received, UploadOptions options) {
    Source source = options.applyTo(received);
    Inference found = importer.infer(source);
    Json.answer(ctx, 200, json -> InferenceJson.write(json, source.name(), found));
  }
}

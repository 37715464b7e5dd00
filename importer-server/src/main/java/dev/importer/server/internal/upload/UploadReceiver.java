package dev.importer.server.internal.upload;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.server.internal.http.ContentType;
import dev.importer.server.internal.http.MediaTypes;
import dev.importer.server.internal.http.Pace;
import dev.importer.server.internal.http.RequestBody;
import dev.importer.server.internal.http.RequestBounds;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import io.javalin.http.Context;

/** Streams the file of a request into the spool, whichever way it was sent. */
final class UploadReceiver {

  private static final String UNNAMED = "upload";

  private final Importer importer;
  private final long maxBytes;
  private final Pace.Rule rule;

  UploadReceiver(Importer importer, RequestBounds bounds) {
    this.importer = importer;
    this.maxBytes = bounds.maxUploadBytes();
    this.rule = bounds.pace();
  }

  /**
   * Receives the file, and options that come with it. When this throws, nothing stays in the spool.
   */
  Source receive(Context ctx, UploadOptions options) {
    ContentType type = ContentType.of(ctx);
    requireReadable(ctx, type.type());
    try {
      return type.type().equals(MediaTypes.FORM)
          ? form(ctx, type, options)
          : body(ctx, type, options);
    } catch (SourceException e) {
      if (e.code().equals(ErrorCode.TOO_LARGE)) {
        throw Problems.tooLarge(maxBytes).exception();
      }
      throw e;
    }
  }

  private static void requireReadable(Context ctx, String type) {
    if (type.isEmpty() && !RequestBody.exists(ctx)) {
      throw MultipartFile.noFile("The request has no body.").exception();
    }
    if (!type.equals(MediaTypes.FORM) && !MediaTypes.isFile(type)) {
      throw Problem.of(
              415,
              "unsupported-media-type",
              "Send the file as part 'file' of multipart/form-data, or as the body with the"
                  + " Content-Type text/csv, application/json, application/x-ndjson, "
                  + MediaTypes.XLSX
                  + " or "
                  + MediaTypes.ODS
                  + ".")
          .withHeader("Accept-Post", MediaTypes.ACCEPTED)
          .exception();
    }
    RequestBody.requireUnpacked(ctx);
  }

  private Source body(Context ctx, ContentType type, UploadOptions options) {
    if (type.type().equals(MediaTypes.TABS)) {
      options.assumeTabs();
    }
    options.requireConsistent();
    RequestBody body = new RequestBody(ctx, maxBytes, Problems.tooLarge(maxBytes), rule);
    try (Upload upload = importer.upload(options.filename().orElse(UNNAMED))) {
      body.read((buffer, length) -> upload.write(buffer, 0, length));
      return type.applyTo(upload.finish());
    }
  }

  private Source form(Context ctx, ContentType type, UploadOptions options) {
    RequestBody body =
        new RequestBody(
            ctx, maxBytes + MultipartFile.MOST_OTHER_BYTES, Problems.tooLarge(maxBytes), rule);
    try (MultipartFile file = new MultipartFile(type.header(), options, importer::upload)) {
      body.read(file::parse);
      return file.finish();
    }
  }
}

package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.StagedUpload;
import java.io.IOException;

/** Writes what is staged. */
public final class StagedUploadJson {

  private StagedUploadJson() {}

  public static void write(JsonGenerator json, StagedUpload upload) throws IOException {
    json.writeStartObject();
    json.writeNumberField("upload_id", upload.id());
    json.writeStringField("filename", upload.filename());
    json.writeNumberField("file_size", upload.fileSize());
    json.writeStringField("file_hash", upload.fileHash());
    json.writeStringField(
        "format", upload.format() == null ? null : ImportJson.text(upload.format()));
    ReadingJson.texts(json, "sheets", upload.sheets());
    Json.time(json, "created_at", upload.createdAt());
    Json.time(json, "expires_at", upload.expiresAt());
    json.writeEndObject();
  }

  /** What is answered when an upload has been discarded. */
  public static void discarded(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", "Upload discarded");
    json.writeEndObject();
  }
}

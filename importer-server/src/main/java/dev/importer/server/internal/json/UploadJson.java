package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import java.io.IOException;

/** Writes what became of a file. */
public final class UploadJson {

  private UploadJson() {}

  public static void write(JsonGenerator json, StoredImport stored, boolean duplicate)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("message", message(stored, duplicate));
    json.writeNumberField("import_id", stored.id());
    json.writeBooleanField("duplicate", duplicate);
    ImportJson.members(json, stored);
    json.writeEndObject();
  }

  private static String message(StoredImport stored, boolean duplicate) {
    if (!stored.status().hasEnded()) {
      return (duplicate ? "The same file is being imported already" : "The import is running")
          + "; GET /api/imports/"
          + stored.id()
          + " shows its progress";
    }
    if (duplicate) {
      return "File already processed: import "
          + stored.id()
          + " read it in the same way ("
          + stored.detection().summary()
          + "; schema "
          + stored.schema()
          + "). Send it with on_duplicate=allow to import it again";
    }
    if (stored.status() == ImportStatus.CANCELLED) {
      return "The import was cancelled";
    }
    if (stored.totalRecords() == 0) {
      return "The file has a header but no data rows";
    }
    return stored.counts().toString();
  }
}

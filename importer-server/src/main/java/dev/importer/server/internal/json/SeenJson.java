package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.SeenImport;
import java.io.IOException;
import java.util.List;

/** Writes which imports hold rows of a file already. */
final class SeenJson {

  private SeenJson() {}

  /** The member {@code seen}. */
  static void member(JsonGenerator json, List<SeenImport> imports) throws IOException {
    json.writeArrayFieldStart("seen");
    for (SeenImport seen : imports) {
      json.writeStartObject();
      json.writeNumberField("import_id", seen.importId());
      json.writeStringField("filename", seen.filename());
      json.writeNumberField("rows", seen.rows());
      json.writeNumberField("of_rows", seen.ofRows());
      Json.time(json, "created_at", seen.createdAt());
      json.writeBooleanField("correctable", seen.correctable());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

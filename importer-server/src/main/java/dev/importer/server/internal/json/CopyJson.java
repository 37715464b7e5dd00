package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import java.io.IOException;
import java.util.List;

/** What was copied from one database to another. */
final class CopyJson {

  private CopyJson() {}

  static void write(JsonGenerator json, CopyResult result, List<CopiedImport> imports)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("imports", result.imports());
    json.writeNumberField("rows", result.rows());
    json.writeNumberField("waiting", result.waiting());
    json.writeNumberField("mappings", result.mappings());
    json.writeNumberField("uploads", result.uploads());
    json.writeNumberField("without_bytes", result.withoutBytes());
    json.writeArrayFieldStart("copied");
    for (CopiedImport each : imports) {
      json.writeStartObject();
      json.writeNumberField("id", each.id());
      json.writeNumberField("rows", each.rows());
      json.writeStringField("sha256", each.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

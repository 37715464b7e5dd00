package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.importer.results.SeenImport;
import java.util.ArrayList;
import java.util.List;

/** The imports that hold rows of a source already, as a JSON array. */
final class SeenJson {

  private SeenJson() {}

  static String write(List<SeenImport> seen) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    for (SeenImport each : seen) {
      json.addObject()
          .put("import", each.importId())
          .put("filename", each.filename())
          .put("created_at", Times.text(each.createdAt()))
          .put("rows", each.rows())
          .put("of", each.ofRows())
          .put("correctable", each.correctable());
    }
    return json.toString();
  }

  static List<SeenImport> read(String text) throws JsonProcessingException {
    List<SeenImport> seen = new ArrayList<>();
    for (JsonNode json : Json.MAPPER.readTree(text)) {
      seen.add(
          new SeenImport(
              json.get("import").longValue(),
              json.get("filename").textValue(),
              Times.instant(json.get("created_at").textValue()),
              json.get("rows").longValue(),
              json.get("of").longValue(),
              json.get("correctable").booleanValue()));
    }
    return List.copyOf(seen);
  }
}

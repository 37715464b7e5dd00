package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.results.TargetResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What rows have become in a table of the application, as a JSON object. */
final class TargetResultJson {

  private TargetResultJson() {}

  static String write(TargetResult result) {
    return Json.MAPPER
        .createObjectNode()
        .put("target", result.target())
        .put("table", result.table())
        .put("inserted", result.inserted())
        .put("updated", result.updated())
        .put("unchanged", result.unchanged())
        .put("skipped", result.skipped())
        .toString();
  }

  static @Nullable TargetResult read(@Nullable String text, @Nullable Instant undoneAt)
      throws JsonProcessingException {
    if (text == null) {
      return null;
    }
    JsonNode json = Json.MAPPER.readTree(text);
    return new TargetResult(
        json.get("target").textValue(),
        json.get("table").textValue(),
        json.get("inserted").longValue(),
        json.get("updated").longValue(),
        json.get("unchanged").longValue(),
        json.get("skipped").longValue(),
        undoneAt);
  }
}

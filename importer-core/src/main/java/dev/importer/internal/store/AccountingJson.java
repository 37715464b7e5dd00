package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.results.Accounting;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a source have gone, as a JSON object. */
final class AccountingJson {

  private AccountingJson() {}

  static String write(Accounting accounting) {
    return Json.MAPPER
        .createObjectNode()
        .put("markBytes", accounting.markBytes())
        .put("preambleBytes", accounting.preambleBytes())
        .put("headerBytes", accounting.headerBytes())
        .put("rowBytes", accounting.rowBytes())
        .put("blankBytes", accounting.blankBytes())
        .put("structureBytes", accounting.structureBytes())
        .put("rows", accounting.rows())
        .put("blankRows", accounting.blankRows())
        .toString();
  }

  static @Nullable Accounting read(@Nullable String text) throws JsonProcessingException {
    if (text == null) {
      return null;
    }
    JsonNode json = Json.MAPPER.readTree(text);
    return new Accounting(
        json.get("markBytes").longValue(),
        json.get("preambleBytes").longValue(),
        json.get("headerBytes").longValue(),
        json.get("rowBytes").longValue(),
        json.get("blankBytes").longValue(),
        json.get("structureBytes").longValue(),
        json.get("rows").longValue(),
        json.get("blankRows").longValue());
  }
}

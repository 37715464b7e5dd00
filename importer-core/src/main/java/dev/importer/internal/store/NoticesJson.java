package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import java.util.ArrayList;
import java.util.List;

/** The places of warnings as a JSON array; a notice about the header has no row. */
final class NoticesJson {

  private NoticesJson() {}

  static String write(List<Notice> notices) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    for (Notice notice : notices) {
      ObjectNode object = json.addObject();
      object.put("code", notice.code().text());
      Long row = notice.row();
      if (row != null) {
        object.put("row", row);
      }
      object.put("line", notice.line());
      Long column = notice.column();
      if (column != null) {
        object.put("column", column);
      }
      object.put("message", notice.message());
    }
    return json.toString();
  }

  static List<Notice> read(String text) throws JsonProcessingException {
    List<Notice> notices = new ArrayList<>();
    for (JsonNode json : Json.MAPPER.readTree(text)) {
      String code = json.get("code").textValue();
      JsonNode row = json.get("row");
      JsonNode column = json.get("column");
      notices.add(
          new Notice(
              ErrorCode.find(code).orElseGet(() -> new ErrorCode(code, ErrorCode.Scope.WARNING)),
              row == null ? null : row.longValue(),
              json.get("line").longValue(),
              column == null ? null : column.longValue(),
              json.get("message").textValue()));
    }
    return List.copyOf(notices);
  }
}

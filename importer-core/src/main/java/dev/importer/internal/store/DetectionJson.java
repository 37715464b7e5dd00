package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.internal.record.Surrogates;
import dev.importer.results.DialectDetection;
import dev.importer.results.EncodingDetection;
import dev.importer.results.EncodingDetection.Basis;
import dev.importer.results.SourceDetection;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the reading of a source rests on, as a JSON object. */
final class DetectionJson {

  private DetectionJson() {}

  static String write(SourceDetection detection) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    EncodingDetection encoding = detection.encoding();
    ObjectNode text = json.putObject("encoding");
    text.put("basis", encoding.basis().name()).put("confidence", encoding.confidence());
    text.put("utf8Offence", encoding.utf8Offence());
    encoding.runnersUp().forEach(text.putArray("runnersUp")::add);
    DialectDetection table = detection.table();
    if (table != null) {
      ObjectNode cells = json.putObject("table").put("confidence", table.confidence());
      cells.put("skippedLines", table.skippedLines());
      table.evidence().forEach(cells.putArray("evidence")::add);
      ArrayNode runnersUp = cells.putArray("runnersUp");
      for (DialectDetection.Candidate candidate : table.runnersUp()) {
        runnersUp
            .addObject()
            .put("score", candidate.score())
            .set("dialect", DialectJson.node(candidate.dialect()));
      }
    }
    if (!detection.sheets().isEmpty()) {
      detection.sheets().forEach(json.putArray("sheets")::add);
    }
    return Surrogates.escapeLone(json.toString());
  }

  static SourceDetection read(String text, Format format, Dialect dialect)
      throws JsonProcessingException {
    JsonNode json = Json.MAPPER.readTree(text);
    JsonNode encoding = json.get("encoding");
    JsonNode offence = encoding.get("utf8Offence");
    return new SourceDetection(
        format,
        dialect,
        new EncodingDetection(
            Objects.requireNonNullElse(dialect.encoding(), StandardCharsets.UTF_8),
            Basis.valueOf(encoding.get("basis").textValue()),
            encoding.get("confidence").doubleValue(),
            offence.isNull() ? null : offence.longValue(),
            texts(encoding.get("runnersUp"))),
        table(json.get("table"), dialect),
        texts(json.path("sheets")));
  }

  private static @Nullable DialectDetection table(@Nullable JsonNode json, Dialect dialect) {
    if (json == null) {
      return null;
    }
    List<DialectDetection.Candidate> runnersUp = new ArrayList<>();
    for (JsonNode candidate : json.get("runnersUp")) {
      runnersUp.add(
          new DialectDetection.Candidate(
              DialectJson.read(candidate.get("dialect")), candidate.get("score").doubleValue()));
    }
    return new DialectDetection(
        dialect,
        json.get("confidence").doubleValue(),
        runnersUp,
        texts(json.get("evidence")),
        json.path("skippedLines").asInt());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.textValue()));
    return texts;
  }
}

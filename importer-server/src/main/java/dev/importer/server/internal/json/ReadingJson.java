package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.error.Notice;
import dev.importer.results.Accounting;
import dev.importer.results.DialectDetection;
import dev.importer.results.EncodingDetection;
import dev.importer.results.SourceDetection;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes how the file of an import was read, what that rests on, and where its bytes have gone. */
final class ReadingJson {

  private ReadingJson() {}

  /** The settings, under the names of the upload's options. */
  public static void dialect(JsonGenerator json, SourceDetection detection) throws IOException {
    json.writeObjectFieldStart("dialect");
    if (detection.format().isTable()) {
      OptionsJson.members(json, detection.dialect());
    } else {
      encoding(json, detection.dialect());
    }
    json.writeEndObject();
  }

  public static void members(
      JsonGenerator json,
      SourceDetection detection,
      @Nullable Accounting accounting,
      List<Notice> notices)
      throws IOException {
    detection(json, detection);
    accounting(json, accounting);
    json.writeArrayFieldStart("notices");
    for (Notice notice : notices) {
      json.writeStartObject();
      json.writeStringField("code", notice.code().text());
      Json.number(json, "row", notice.row());
      json.writeNumberField("line", notice.line());
      Json.number(json, "column", notice.column());
      json.writeStringField("message", notice.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void encoding(JsonGenerator json, Dialect dialect) throws IOException {
    if (dialect.encoding() != null) {
      json.writeStringField("encoding", dialect.encoding().name().toLowerCase(Locale.ROOT));
    }
  }

  static void detection(JsonGenerator json, SourceDetection detection) throws IOException {
    json.writeObjectFieldStart("detection");
    EncodingDetection encoding = detection.encoding();
    json.writeObjectFieldStart("encoding");
    json.writeStringField(
        "basis", encoding.basis().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeNumberField("confidence", encoding.confidence());
    Json.number(json, "utf8_offence", encoding.utf8Offence());
    texts(json, "runners_up", encoding.runnersUp());
    texts(json, "evidence", List.of(encoding.sentence()));
    json.writeEndObject();
    if (detection.table() != null) {
      table(json, Objects.requireNonNull(detection.table()));
    } else {
      json.writeNullField("dialect");
    }
    if (detection.format().isWorkbook()) {
      texts(json, "sheets", detection.sheets());
    }
    json.writeEndObject();
  }

  private static void table(JsonGenerator json, DialectDetection table) throws IOException {
    json.writeObjectFieldStart("dialect");
    json.writeNumberField("confidence", table.confidence());
    texts(json, "evidence", table.evidence());
    json.writeArrayFieldStart("runners_up");
    for (DialectDetection.Candidate candidate : table.runnersUp()) {
      json.writeStartObject();
      json.writeNumberField("score", candidate.score());
      OptionsJson.members(json, candidate.dialect());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void accounting(JsonGenerator json, @Nullable Accounting accounting)
      throws IOException {
    if (accounting == null) {
      json.writeNullField("accounting");
      return;
    }
    json.writeObjectFieldStart("accounting");
    json.writeNumberField("mark_bytes", accounting.markBytes());
    json.writeNumberField("preamble_bytes", accounting.preambleBytes());
    json.writeNumberField("header_bytes", accounting.headerBytes());
    json.writeNumberField("row_bytes", accounting.rowBytes());
    json.writeNumberField("blank_bytes", accounting.blankBytes());
    json.writeNumberField("structure_bytes", accounting.structureBytes());
    json.writeNumberField("rows", accounting.rows());
    json.writeNumberField("blank_rows", accounting.blankRows());
    json.writeEndObject();
  }

  static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}

package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.results.ChangeResult;
import dev.importer.results.ChangedRow;
import dev.importer.results.Page;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredRecord;
import dev.importer.row.ValueReplacement;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes changes of stored rows. */
public final class ChangeJson {

  private ChangeJson() {}

  /** What came of a change, with rows as they are now. */
  public static void result(JsonGenerator json, ChangeResult result, List<StoredRecord> rows)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("change");
    StoredChange change = result.stored();
    if (change == null) {
      json.writeNull();
    } else {
      write(json, change);
    }
    json.writeFieldName("import");
    ImportJson.write(json, result.summary());
    json.writeArrayFieldStart("records");
    for (StoredRecord row : rows) {
      RecordJson.write(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("left_alone");
    for (long row : result.leftAlone()) {
      json.writeNumber(row);
    }
    json.writeEndArray();
    json.writeNumberField("left_alone_rows", result.leftAloneRows());
    json.writeEndObject();
  }

  /**
   * A page of changes.
   *
   * @param total how many changes there are
   */
  public static void page(JsonGenerator json, Page<StoredChange> page, long total)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("changes");
    for (StoredChange change : page.items()) {
      write(json, change);
    }
    json.writeEndArray();
    json.writeNumberField("total", total);
    json.writeStringField("next_cursor", page.cursor());
    json.writeEndObject();
  }

  /** A change with a page of its rows. */
  public static void withRows(JsonGenerator json, StoredChange change, Page<ChangedRow> rows)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("change");
    write(json, change);
    json.writeArrayFieldStart("rows");
    for (ChangedRow row : rows.items()) {
      json.writeStartObject();
      json.writeNumberField("row_number", row.rowNumber());
      json.writeStringField("status_before", row.statusBefore().text());
      json.writeStringField("status_after", row.statusAfter().text());
      json.writeFieldName("cells");
      json.writeRawValue(row.cellsJson());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("next_cursor", rows.cursor());
    json.writeEndObject();
  }

  /** A change without its rows. */
  public static void write(JsonGenerator json, StoredChange change) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", change.number());
    json.writeStringField("kind", change.kind().text());
    Json.time(json, "at", change.createdAt());
    json.writeNumberField("rows", change.rows());
    json.writeNumberField("cells", change.cells());
    json.writeNumberField("now_valid", change.nowValid());
    json.writeNumberField("now_refused", change.nowRefused());
    replacement(json, change.replacement());
    json.writeStringField("filename", change.filename());
    Json.number(json, "undoes", change.undoes());
    Json.number(json, "undone_by", change.undoneBy());
    json.writeEndObject();
  }

  private static void replacement(JsonGenerator json, @Nullable ValueReplacement replacement)
      throws IOException {
    if (replacement == null) {
      json.writeNullField("replacement");
      return;
    }
    json.writeObjectFieldStart("replacement");
    json.writeStringField("field", replacement.field());
    json.writeArrayFieldStart("from");
    for (String value : replacement.from()) {
      json.writeString(value);
    }
    json.writeEndArray();
    json.writeStringField("to", replacement.to());
    json.writeStringField("code", replacement.code());
    json.writeStringField("rule", replacement.rule());
    json.writeEndObject();
  }
}

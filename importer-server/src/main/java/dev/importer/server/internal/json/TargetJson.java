package dev.importer.server.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.importer.job.Target;
import dev.importer.results.StoredImport;
import dev.importer.results.TargetDifferences;
import dev.importer.results.TargetDifferences.ColumnValue;
import dev.importer.results.TargetDifferences.RowDifference;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what becomes of rows in tables of the application. */
public final class TargetJson {

  private TargetJson() {}

  /** All targets, by name. */
  public static void list(JsonGenerator json, Map<String, Target> targets) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("targets");
    for (Map.Entry<String, Target> each : targets.entrySet()) {
      Target target = each.getValue();
      json.writeStartObject();
      json.writeStringField("name", each.getKey());
      json.writeStringField("table", target.table());
      json.writeStringField("schema", target.schemaName());
      json.writeStringField("mode", text(target.mode()));
      json.writeArrayFieldStart("key");
      for (String column : target.key()) {
        json.writeString(column);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("columns");
      for (Map.Entry<String, String> column : target.fields().entrySet()) {
        json.writeStringField(column.getKey(), column.getValue());
      }
      json.writeEndObject();
      json.writeBooleanField("undoable", target.isUndoable());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The member {@code target} of an import. */
  static void result(JsonGenerator json, @Nullable TargetResult result) throws IOException {
    if (result == null) {
      json.writeNullField("target");
      return;
    }
    json.writeObjectFieldStart("target");
    counts(
        json,
        result.target(),
        result.table(),
        result.inserted(),
        result.updated(),
        result.unchanged(),
        result.skipped());
    Json.time(json, "undone_at", result.undoneAt());
    json.writeEndObject();
  }

  private static void counts(
      JsonGenerator json,
      String name,
      String table,
      long inserted,
      long updated,
      long unchanged,
      long skipped)
      throws IOException {
    json.writeStringField("name", name);
    json.writeStringField("table", table);
    json.writeNumberField("inserted", inserted);
    json.writeNumberField("updated", updated);
    json.writeNumberField("unchanged", unchanged);
    json.writeNumberField("skipped", skipped);
  }

  /** The member {@code target} of a report. */
  static void differences(JsonGenerator json, @Nullable TargetDifferences found)
      throws IOException {
    if (found == null) {
      json.writeNullField("target");
      return;
    }
    json.writeObjectFieldStart("target");
    counts(
        json,
        found.target(),
        found.table(),
        found.inserted(),
        found.updated(),
        found.unchanged(),
        found.skipped());
    json.writeNumberField("refused", found.refused());
    json.writeArrayFieldStart("rows");
    for (RowDifference row : found.rows()) {
      json.writeStartObject();
      json.writeNumberField("row_number", row.row());
      json.writeNumberField("line_number", row.line());
      json.writeStringField("kind", text(row.kind()));
      values(json, "key", row.key());
      values(json, "columns", row.columns());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void values(JsonGenerator json, String name, List<ColumnValue> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (ColumnValue value : values) {
      json.writeStartObject();
      json.writeStringField("column", value.column());
      json.writeStringField("before", value.before());
      json.writeStringField("after", value.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What was taken back of an import. */
  public static void undone(JsonGenerator json, UndoResult result, StoredImport now)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("removed", result.removed());
    json.writeNumberField("restored", result.restored());
    json.writeNumberField("left_alone_rows", result.leftAlone());
    json.writeArrayFieldStart("left_alone");
    for (long row : result.leftAloneRows()) {
      json.writeNumber(row);
    }
    json.writeEndArray();
    json.writeFieldName("import");
    ImportJson.write(json, now);
    json.writeEndObject();
  }

  /** An import that was brought back. */
  public static void redone(JsonGenerator json, StoredImport now) throws IOException {
    json.writeStartObject();
    json.writeFieldName("import");
    ImportJson.write(json, now);
    json.writeEndObject();
  }
}

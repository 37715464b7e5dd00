package dev.importer.internal.export;

import dev.importer.internal.check.FieldCells;
import dev.importer.internal.export.ExportColumns.Column;
import dev.importer.internal.type.JsonTree;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport.Names;
import dev.importer.results.StoredRecord;
import dev.importer.row.JsonText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON: one array, or one object a line. A row has the members that it has, in its
 * own order; none is made up.
 */
final class JsonExport implements ExportWriter {

  private final ExportTable table;
  private final boolean lines;
  private final Writer out;
  private List<String> numberLabels = List.of();
  private boolean first = true;

  JsonExport(ExportTable table, boolean lines, OutputStream stream) {
    this.table = table;
    this.lines = lines;
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  @Override
  public void begin() throws IOException {
    numberLabels = table.isNumbered() ? table.numberLabels() : List.of();
    if (!lines) {
      out.write("[");
    }
  }

  @Override
  public void row(StoredRecord row, Map<Column, @Nullable Object> cells) throws IOException {
    if (!lines) {
      out.write(first ? "\n" : ",\n");
    }
    first = false;
    String before = "{";
    for (Map.Entry<Column, @Nullable Object> cell : cells.entrySet()) {
      Column column = cell.getKey();
      if (table.names() == Names.FIELDS || table.hasLabel(column)) {
        member(before, table.member(column), written(row, column, cell.getValue()));
        before = ",";
      }
    }
    if (!numberLabels.isEmpty()) {
      member(before, numberLabels.get(0), row.rowNumber());
      member(",", numberLabels.get(1), row.status().text());
      before = ",";
    }
    out.write(before.equals("{") ? "{}" : "}");
    if (lines) {
      out.write("\n");
    }
  }

  private @Nullable Object written(StoredRecord row, Column column, @Nullable Object cell) {
    FieldCells field = table.fieldCells(column);
    boolean asWritten = table.names() == Names.LABELS && row.status() == RecordStatus.VALID;
    Object written = asWritten && field != null ? field.json(cell) : null;
    return written == null ? cell : written;
  }

  private void member(String before, String name, @Nullable Object value) throws IOException {
    out.write(before);
    out.write(JsonText.ofText(name).text());
    out.write(":");
    out.write(value instanceof JsonText nested ? nested.text() : JsonTree.text(value));
  }

  @Override
  public void end() throws IOException {
    if (!lines) {
      out.write(first ? "]\n" : "\n]\n");
    }
    out.flush();
  }
}

package dev.importer.internal.export;

import dev.importer.internal.check.FieldCells;
import dev.importer.internal.correct.FormulaGuard;
import dev.importer.internal.csv.CsvLines;
import dev.importer.internal.export.ExportColumns.Column;
import dev.importer.results.Accounting;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport.Formulas;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as CSV. */
final class CsvExport implements ExportWriter {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ExportTable table;
  private final Formulas formulas;
  private final boolean marked;
  private final CsvLines lines;
  private final Writer out;
  private List<Column> columns = List.of();

  CsvExport(StoredImport summary, ExportTable table, Formulas formulas, OutputStream stream) {
    Dialect source = summary.detection().dialect();
    this.table = table;
    this.formulas = formulas;
    this.marked = isMarked(summary);
    this.lines = CsvLines.in(summary.format() == Format.CSV ? source : Dialect.STANDARD);
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  /** A mark where the source has one, and where people work with files that are not Unicode. */
  private static boolean isMarked(StoredImport summary) {
    Charset source = summary.detection().dialect().encoding();
    Accounting accounting = summary.accounting();
    return (accounting != null && accounting.markBytes() > 0)
        || (source != null && !source.equals(StandardCharsets.UTF_8));
  }

  @Override
  public void begin() throws IOException {
    columns = table.columns();
    List<String> header = table.header();
    if (marked) {
      out.write(BYTE_ORDER_MARK);
    }
    if (!header.isEmpty()) {
      out.write(lines.line(header.stream().map(this::guarded).toList()));
    }
  }

  @Override
  public void row(StoredRecord row, Map<Column, @Nullable Object> cells) throws IOException {
    table.requireKnown(row, cells);
    List<String> texts = new ArrayList<>(columns.size() + 2);
    for (Column column : columns) {
      Object cell = cells.get(column);
      String text = table.text(row, column, cell);
      String guarded = guarded(text);
      texts.add(!guarded.equals(text) && isHarmless(row, column, cell) ? text : guarded);
    }
    if (table.isNumbered()) {
      texts.add(Long.toString(row.rowNumber()));
      texts.add(row.status().text());
    }
    if (!texts.isEmpty()) {
      out.write(lines.line(texts));
    }
  }

  /**
   * Numbers, dates and the like are no formulas, whatever sign they have in front; nor is what
   * stands for no value. A schema may have changed since, so that a text has a column of numbers.
   */
  private boolean isHarmless(StoredRecord row, Column column, @Nullable Object cell) {
    FieldCells cellsOfField = table.fieldCells(column);
    Field field = column.field();
    if (row.status() != RecordStatus.VALID || field == null || cellsOfField == null) {
      return false;
    }
    return switch (field.type()) {
      case STRING, ANY, LIST, OBJECT, ARRAY, GEOJSON -> cell == null;
      default -> cell == null || cellsOfField.value(cell) != null;
    };
  }

  private String guarded(String text) {
    return formulas == Formulas.GUARDED ? FormulaGuard.guarded(text) : text;
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }
}

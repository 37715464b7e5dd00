package dev.importer.internal.export;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.check.FieldCells;
import dev.importer.internal.export.ExportColumns.Column;
import dev.importer.internal.workbook.WorkbookWriter;
import dev.importer.internal.workbook.WorkbookWriterCell;
import dev.importer.internal.workbook.WorkbookWriterFormat;
import dev.importer.internal.workbook.WorkbookWriterLook;
import dev.importer.internal.workbook.WorkbookWriterSheet;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport.Names;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.type.TypeOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as a workbook. */
final class XlsxExport implements ExportWriter {

  private final ExportTable table;
  private final OutputStream stream;
  private List<Column> columns = List.of();
  private @Nullable WorkbookWriter workbook;

  XlsxExport(ExportTable table, OutputStream stream) {
    this.table = table;
    this.stream = stream;
  }

  /** Makes sure of a workbook for the rows before its first byte is written. */
  static final class Room implements ExportWriter {

    private final ExportTable table;
    private long rows;

    Room(ExportTable table) {
      this.table = table;
    }

    @Override
    public void begin() {
      requireRoom();
    }

    private void requireRoom() {
      List<String> header = table.header();
      if (header.size() > WorkbookWriter.MAX_COLUMNS) {
        throw noRoom(
            ErrorCode.TOO_MANY_COLUMNS,
            "they have "
                + header.size()
                + " columns, and a sheet has room for "
                + WorkbookWriter.MAX_COLUMNS);
      }
      header.forEach(label -> require(label, "the header"));
    }

    @Override
    public void row(StoredRecord row, Map<Column, @Nullable Object> cells) {
      if (++rows >= WorkbookWriter.MAX_ROWS) {
        throw noRoom(
            ErrorCode.TOO_LARGE,
            "there are more than "
                + (WorkbookWriter.MAX_ROWS - 1)
                + ", for which a sheet has room below the labels");
      }
      if (!cells.keySet().stream().allMatch(table::isKnown)) {
        table.keep(cells);
        requireRoom();
      }
      cells.forEach(
          (column, cell) -> require(table.text(row, column, cell), "row " + row.rowNumber()));
    }

    private static void require(String text, String place) {
      if (text.length() > WorkbookWriter.MAX_TEXT) {
        throw noRoom(
            ErrorCode.FIELD_TOO_LONG,
            place
                + " has a cell of "
                + text.length()
                + " characters, and a workbook has room for "
                + WorkbookWriter.MAX_TEXT);
      }
    }

    private static SourceException noRoom(ErrorCode code, String reason) {
      return new SourceException(
          code, "The rows do not fit into a workbook: " + reason + ". Export them as CSV.");
    }

    @Override
    public void end() {}
  }

  @Override
  public void begin() throws IOException {
    columns = table.columns();
    List<String> header = table.header();
    List<WorkbookWriterSheet.Column> widths = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      WorkbookWriterFormat format =
          i < columns.size() ? format(columns.get(i)) : WorkbookWriterFormat.GENERAL;
      widths.add(WorkbookWriterSheet.Column.under(header.get(i), format));
    }
    if (widths.isEmpty()) {
      // A sheet has a column at least.
      widths.add(WorkbookWriterSheet.Column.wide());
    }
    workbook =
        WorkbookWriter.open(stream, List.of(new WorkbookWriterSheet("Rows", widths, 1, List.of())));
    workbook.beginSheet();
    workbook.row(
        header.stream()
            .map(label -> WorkbookWriterCell.text(label, WorkbookWriterLook.HEADER))
            .toList());
  }

  private WorkbookWriterFormat format(Column column) {
    Field field = column.field();
    if (field == null) {
      return WorkbookWriterFormat.TEXT;
    }
    boolean stored = table.names() == Names.FIELDS;
    return switch (field.type()) {
      case NUMBER, INTEGER, YEAR, BOOLEAN -> WorkbookWriterFormat.GENERAL;
      case DATE -> stored ? WorkbookWriterFormat.DATE : WorkbookWriterFormat.TEXT;
      case DATETIME -> stored ? WorkbookWriterFormat.DATETIME : WorkbookWriterFormat.TEXT;
      case TIME -> stored ? WorkbookWriterFormat.TIME : WorkbookWriterFormat.TEXT;
      default -> WorkbookWriterFormat.TEXT;
    };
  }

  @Override
  public void row(StoredRecord row, Map<Column, @Nullable Object> cells) throws IOException {
    table.requireKnown(row, cells);
    List<WorkbookWriterCell> written = new ArrayList<>(columns.size() + 2);
    for (Column column : columns) {
      written.add(cell(row, column, cells.get(column)));
    }
    if (table.isNumbered()) {
      written.add(WorkbookWriterCell.number(Long.toString(row.rowNumber())));
      written.add(WorkbookWriterCell.text(row.status().text()));
    }
    opened().row(written);
  }

  private WorkbookWriterCell cell(StoredRecord row, Column column, @Nullable Object cell) {
    String text = table.text(row, column, cell);
    if (cell instanceof Number && isUsual(column) && text.equals(cell.toString())) {
      return WorkbookWriterCell.number(text);
    }
    FieldCells field = table.fieldCells(column);
    boolean stored = table.names() == Names.FIELDS && row.status() == RecordStatus.VALID;
    Object value = stored && field != null && cell != null ? field.value(cell) : null;
    if (value instanceof Boolean truth) {
      return new WorkbookWriterCell.Truth(truth, WorkbookWriterLook.PLAIN);
    } else if (value instanceof LocalDate date) {
      return new WorkbookWriterCell.Date(date, WorkbookWriterLook.PLAIN);
    } else if (value instanceof LocalDateTime time) {
      return new WorkbookWriterCell.DateTime(time, WorkbookWriterLook.PLAIN);
    } else if (value instanceof LocalTime time) {
      return new WorkbookWriterCell.Time(time, WorkbookWriterLook.PLAIN);
    }
    return WorkbookWriterCell.text(text);
  }

  /** A number that a spreadsheet cannot hold is written as text, which has to have its notation. */
  private boolean isUsual(Column column) {
    return table.names() == Names.FIELDS
        || column.field() == null
        || !(column.field().options() instanceof TypeOptions.OfNumber form)
        || form.equals(TypeOptions.OfNumber.DEFAULT);
  }

  @Override
  public void end() throws IOException {
    opened().finish();
  }

  private WorkbookWriter opened() {
    if (workbook == null) {
      throw new IllegalStateException("The workbook has not been begun.");
    }
    return workbook;
  }

  /** Lets go of memory, however far the workbook has come. */
  void close() {
    if (workbook != null) {
      workbook.close();
    }
  }
}

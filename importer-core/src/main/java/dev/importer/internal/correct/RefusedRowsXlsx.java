package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.correct.RefusedRows.RefusedRow;
import dev.importer.internal.workbook.WorkbookWriter;
import dev.importer.internal.workbook.WorkbookWriterCell;
import dev.importer.internal.workbook.WorkbookWriterFormat;
import dev.importer.internal.workbook.WorkbookWriterLook;
import dev.importer.internal.workbook.WorkbookWriterSheet;
import dev.importer.internal.workbook.WorkbookWriterSheet.Column;
import dev.importer.results.ErrorsXlsx;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes refused rows as a workbook. */
public final class RefusedRowsXlsx implements ErrorsXlsx {

  private static final String CUT = "… (too long for a cell; the CSV has all of it)";

  private final RefusedRows rows;

  private RefusedRowsXlsx(RefusedRows rows) {
    this.rows = rows;
  }

  /**
   * The workbook of an import.
   *
   * @param summary the import
   * @param pages gives its refused rows
   * @param meanings what its columns mean
   * @throws SourceException if a workbook has no room for them
   */
  public static ErrorsXlsx of(
      StoredImport summary,
      Function<PageRequest, Page<StoredRecord>> pages,
      ColumnMeanings meanings) {
    RefusedRows rows = new RefusedRows(summary, pages, meanings);
    requireRoom(rows);
    return new RefusedRowsXlsx(rows);
  }

  /** A row that was cut, or left out, would come back as if somebody had corrected it so. */
  private static void requireRoom(RefusedRows rows) {
    if (rows.summary().failedRecords() >= WorkbookWriter.MAX_ROWS) {
      throw noRoom(
          ErrorCode.TOO_LARGE,
          rows.summary().failedRecords()
              + " rows are refused, and below the labels a sheet has room for "
              + (WorkbookWriter.MAX_ROWS - 1));
    }
    List<String> labels = header(rows);
    if (labels.size() > WorkbookWriter.MAX_COLUMNS) {
      throw noRoom(
          ErrorCode.TOO_MANY_COLUMNS,
          "the rows have "
              + labels.size()
              + " columns, and a sheet has room for "
              + WorkbookWriter.MAX_COLUMNS);
    }
    requireRoom(labels, "the header");
    rows.rows().forEach(row -> requireRoom(row.cells(), "row " + row.number()));
  }

  private static void requireRoom(List<String> cells, String place) {
    for (String cell : cells) {
      if (cell.length() > WorkbookWriter.MAX_TEXT) {
        throw noRoom(
            ErrorCode.FIELD_TOO_LONG,
            place
                + " has a cell of "
                + cell.length()
                + " characters, and a workbook has room for "
                + WorkbookWriter.MAX_TEXT);
      }
    }
  }

  private static SourceException noRoom(ErrorCode code, String reason) {
    return new SourceException(
        code, "The refused rows do not fit into a workbook: " + reason + ". Download them as CSV.");
  }

  private static List<String> header(RefusedRows rows) {
    return Stream.concat(rows.sourceLabels().stream(), rows.ownLabels().stream()).toList();
  }

  @Override
  public void writeTo(OutputStream stream) throws IOException {
    try (WorkbookWriter workbook = WorkbookWriter.open(stream, List.of(sheet()))) {
      workbook.beginSheet();
      workbook.row(
          header(rows).stream()
              .map(label -> WorkbookWriterCell.text(label, WorkbookWriterLook.HEADER))
              .toList());
      for (Iterator<RefusedRow> all = rows.rows().iterator(); all.hasNext(); ) {
        RefusedRow row = all.next();
        requireRoom(row.cells(), "row " + row.number());
        workbook.row(cells(row));
      }
      workbook.finish();
    }
  }

  private WorkbookWriterSheet sheet() {
    List<Column> columns = new ArrayList<>();
    rows.sourceLabels()
        .forEach(label -> columns.add(Column.under(label, WorkbookWriterFormat.TEXT)));
    for (String label : rows.ownLabels()) {
      columns.add(
          label.equals(rows.reasonsLabel())
              ? Column.wide()
              : Column.under(label, WorkbookWriterFormat.GENERAL));
    }
    return new WorkbookWriterSheet("Refused rows", columns, 1, List.of());
  }

  private static List<WorkbookWriterCell> cells(RefusedRow row) {
    List<WorkbookWriterCell> cells = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      WorkbookWriterLook look =
          row.wrong().get(i) ? WorkbookWriterLook.WRONG : WorkbookWriterLook.PLAIN;
      cells.add(WorkbookWriterCell.text(row.cells().get(i), look));
    }
    cells.add(WorkbookWriterCell.number(Long.toString(row.number())));
    cells.add(WorkbookWriterCell.number(Long.toString(row.line())));
    cells.add(WorkbookWriterCell.prose(fitting(row.reasons())));
    cells.add(WorkbookWriterCell.number(Long.toString(row.importId())));
    return cells;
  }

  /** Nobody sends the reasons back, so that they may be cut where it is said. */
  private static String fitting(String reasons) {
    if (reasons.length() <= WorkbookWriter.MAX_TEXT) {
      return reasons;
    }
    int end = WorkbookWriter.MAX_TEXT - CUT.length();
    return reasons.substring(0, Character.isHighSurrogate(reasons.charAt(end - 1)) ? end - 1 : end)
        + CUT;
  }
}

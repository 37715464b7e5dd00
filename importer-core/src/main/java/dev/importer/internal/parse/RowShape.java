package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.csv.CsvErrors;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.QuoteFault;
import dev.importer.row.Header;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with the form of a row, and fits the header to rows of another width. */
final class RowShape {

  /**
   * The most faults of one kind that a row reports one by one; one more stands for all further
   * ones. A short line under many labels would otherwise cost more than any line that is longer.
   */
  static final int MOST_FAULTS = 100;

  private final Header header;

  /** The header of the last row that did not fit; neighbours are often alike. */
  private Header lastOther;

  RowShape(Header header) {
    this.header = header;
    this.lastOther = header;
  }

  /** The labels of a row that has as many cells as it should. */
  Header header() {
    return header;
  }

  /** The labels of a row with this many cells; the same instance for rows in succession. */
  Header headerOf(int width) {
    if (width == header.size()) {
      return header;
    }
    if (width != lastOther.size()) {
      lastOther =
          width < header.size()
              ? new Header(header.labels().subList(0, width))
              : HeaderLabels.widen(header, width);
    }
    return lastOther;
  }

  /** The faults of a record, which is the row of this number; usually none. */
  List<ImportError> faultsOf(CsvRecord record, long row) {
    int width = record.cells().length;
    if (width == header.size() && !record.holdsNul() && !record.hasOpenQuoteFaults()) {
      return List.of();
    }
    List<ImportError> faults = new ArrayList<>();
    if (record.hasOpenQuoteFaults()) {
      addQuoteFaults(record, row, faults);
    }
    if (record.holdsNul()) {
      addNulFaults(record, row, faults);
    }
    if (width < header.size()) {
      addMissingCells(record, row, faults);
    } else if (width > header.size()) {
      addExtraCells(record, row, faults);
    }
    return faults;
  }

  private void addQuoteFaults(CsvRecord record, long row, List<ImportError> faults) {
    for (QuoteFault fault : record.quoteFaults()) {
      String message =
          CsvErrors.quoteFault(fault.kind())
              + " on line "
              + fault.line()
              + ", character "
              + fault.column()
              + "; quotes that belong to the value must be doubled";
      faults.add(cellFault(ErrorCode.STRAY_QUOTE, record, fault.cell(), message, row));
    }
  }

  private void addNulFaults(CsvRecord record, long row, List<ImportError> faults) {
    String[] cells = record.cells();
    int found = 0;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].indexOf('\0') >= 0) {
        found++;
        if (found <= MOST_FAULTS) {
          faults.add(
              cellFault(ErrorCode.NUL_BYTE, record, i, "the value holds a NUL character", row));
        }
      }
    }
    addRest(ErrorCode.NUL_BYTE, found, "with a NUL character", record, row, faults);
  }

  private void addMissingCells(CsvRecord record, long row, List<ImportError> faults) {
    int width = record.cells().length;
    String message =
        "there is no cell for this column: the row has "
            + count(width, "cell")
            + ", the header has "
            + header.size();
    int end = Math.min(header.size(), width + MOST_FAULTS);
    for (int i = width; i < end; i++) {
      faults.add(
          new ImportError(
              ErrorCode.MISSING_CELL,
              null,
              header.label(i),
              i + 1,
              null,
              message,
              row,
              record.line()));
    }
    addRest(
        ErrorCode.MISSING_CELL,
        header.size() - width,
        "without a value in this row",
        record,
        row,
        faults);
  }

  private void addExtraCells(CsvRecord record, long row, List<ImportError> faults) {
    int width = record.cells().length;
    String message =
        "there is no column for this cell: the row has "
            + count(width, "cell")
            + ", the header has "
            + header.size();
    int end = Math.min(width, header.size() + MOST_FAULTS);
    for (int i = header.size(); i < end; i++) {
      faults.add(cellFault(ErrorCode.EXTRA_CELL, record, i, message, row));
    }
    addRest(ErrorCode.EXTRA_CELL, width - header.size(), "without a column", record, row, faults);
  }

  /** One fault for all of a kind beyond those that are reported one by one, if there are any. */
  private static void addRest(
      ErrorCode code,
      int found,
      String predicate,
      CsvRecord record,
      long row,
      List<ImportError> faults) {
    int rest = found - MOST_FAULTS;
    if (rest > 0) {
      String message = count(rest, "more cell") + " " + predicate;
      faults.add(new ImportError(code, null, null, null, null, message, row, record.line(), rest));
    }
  }

  private ImportError cellFault(
      ErrorCode code, CsvRecord record, int cell, String message, long row) {
    return new ImportError(
        code,
        null,
        headerOf(record.cells().length).label(cell),
        cell + 1,
        record.cells()[cell],
        message,
        row,
        record.line());
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

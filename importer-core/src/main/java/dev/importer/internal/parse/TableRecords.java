package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.CsvRecords;
import dev.importer.internal.parse.AccountingBuilder.Part;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file that hold labels or rows. All others are skipped: comments, records
 * without any value, labels that stand there again. They are counted, and their text is booked.
 */
final class TableRecords {

  private final CsvRecords records;
  private final AccountingBuilder accounts;
  private final Notices notices;
  private RepeatedHeader header = RepeatedHeader.NONE;
  private boolean begun;
  private long lastLine;

  TableRecords(CsvRecords records, AccountingBuilder accounts, Notices notices) {
    this.records = records;
    this.accounts = accounts;
    this.notices = notices;
  }

  /** Skips rows that are these labels from now on. */
  void skipRepeated(RepeatedHeader labels) {
    header = labels;
  }

  /**
   * The next record that holds labels: no comment and no blank line.
   *
   * @param columns how many columns there are; 0 if not known yet
   */
  @Nullable CsvRecord nextOfHeader(int columns) {
    CsvRecord record = next(columns);
    while (record != null && isSkipped(record, columns)) {
      record = next(columns);
    }
    return record;
  }

  /**
   * The next record that holds a row.
   *
   * @param columns how many columns there are; 0 if not known yet
   */
  @Nullable CsvRecord nextRow(int columns) {
    CsvRecord record = next(columns);
    while (record != null
        && (isSkipped(record, columns)
            || isWithoutValues(record, columns)
            || isHeaderAgain(record))) {
      record = next(columns);
    }
    return record;
  }

  private @Nullable CsvRecord next(int columns) {
    CsvRecord record = records.next(columns);
    if (record != null) {
      if (!begun) {
        begun = true;
        accounts.fill(Part.PREAMBLE, record.offset());
      }
      lastLine =
          record.end() > record.offset() + record.length()
              ? record.lastLine() + 1
              : record.lastLine();
      notices.addMark(record);
    }
    return record;
  }

  private boolean isSkipped(CsvRecord record, int columns) {
    if (record.isComment()) {
      return skip(record, Part.PREAMBLE, ErrorCode.COMMENT);
    }
    // White space alone is a value where there is one column.
    boolean blank = record.isEmptyLine() || (columns != 1 && record.isBlankLine());
    return blank && skip(record, Part.BLANK, ErrorCode.BLANK_ROW);
  }

  /** Of one cell, only the empty line is blank: quotes are how an empty value is written there. */
  private boolean isWithoutValues(CsvRecord record, int columns) {
    return (columns > 1 || record.cells().length > 1)
        && record.isWithoutValues()
        && skip(record, Part.BLANK, ErrorCode.BLANK_ROW);
  }

  private boolean isHeaderAgain(CsvRecord record) {
    return header.holds(record) && skip(record, Part.HEADER, ErrorCode.REPEATED_HEADER);
  }

  private boolean skip(CsvRecord record, Part part, ErrorCode code) {
    accounts.book(part, record.offset(), record.end());
    notices.addSkipped(code, record);
    return true;
  }

  /** The physical line on which what follows the last record stands, 1-based. */
  long lineAfter() {
    return lastLine;
  }
}

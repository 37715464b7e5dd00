package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import java.util.List;

/** Lines above a table that say of themselves that they are none of its rows. */
final class DialectNotes {

  /** What comments begin with in files of many programs. */
  private static final String MARKS = "#%!*;/";

  /** More of them than this are a table of their own. */
  static final int MOST_LINES = 30;

  private static final int LEAST_WIDTH_BESIDE_KEYS = 3;

  private DialectNotes() {}

  /** How many records at the start are notes; 0 if all or too many of them look like it. */
  static int count(List<CsvRecord> rows, String delimiter) {
    int marked = countMarked(rows, delimiter);
    int count = marked > 0 ? marked : countKeys(rows);
    return count <= MOST_LINES && count < rows.size() ? count : 0;
  }

  /** How many records at the start begin with one and the same mark. */
  static int countMarked(List<CsvRecord> rows, String delimiter) {
    char mark = rows.isEmpty() ? 0 : mark(rows.get(0), delimiter);
    int count = 0;
    while (mark != 0 && count < rows.size() && mark(rows.get(count), delimiter) == mark) {
      count++;
    }
    return count;
  }

  /** How many records at the start are keys with their values, before one that has more cells. */
  private static int countKeys(List<CsvRecord> rows) {
    int count = 0;
    while (count < rows.size() && isKeyWithValue(rows.get(count))) {
      count++;
    }
    return count < rows.size() && filled(rows.get(count)) >= LEAST_WIDTH_BESIDE_KEYS ? count : 0;
  }

  /** The mark that a record begins with, or 0. */
  static char mark(CsvRecord row, String delimiter) {
    String first = row.cells()[0].strip();
    char mark = first.isEmpty() ? 0 : first.charAt(0);
    return MARKS.indexOf(mark) >= 0 && delimiter.indexOf(mark) < 0 ? mark : 0;
  }

  /** Whether a record is a name with a colon, and at most one value. */
  static boolean isKeyWithValue(CsvRecord row) {
    return row.cells()[0].strip().endsWith(":") && filled(row) <= 2;
  }

  /** How many cells of a record are not blank. */
  static int filled(CsvRecord row) {
    int filled = 0;
    for (String cell : row.cells()) {
      filled += cell.isBlank() ? 0 : 1;
    }
    return filled;
  }
}

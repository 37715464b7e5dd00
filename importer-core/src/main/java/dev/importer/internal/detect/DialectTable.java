package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import java.util.List;

/**
 * Where the table begins in a sample, and whether with labels.
 *
 * @param skippedLines how many lines of the sample are before it
 * @param header its labels
 */
record DialectTable(int skippedLines, DialectHeader header) {

  /** A title may stand in a row that a spreadsheet filled up with empty cells to this width. */
  private static final int LEAST_WIDTH_OF_PADDED_TITLE = 3;

  /** One in this many cells of a filled-up row may be more than empty. */
  private static final int CELLS_PER_WORD_OF_TITLE = 4;

  private static final int MOST_LINES = 30;
  private static final int MOST_ROWS_OF_CELLS = 5;

  /**
   * Finds the table.
   *
   * @param rows the records of the start of the file; at least one
   * @param width how many cells a row of the table has
   * @param expectedLabels labels that it should have; may be empty
   * @param maySkip whether lines may be skipped
   */
  static DialectTable of(
      List<CsvRecord> rows, int width, List<String> expectedLabels, boolean maySkip) {
    DialectHeader header = DialectHeader.of(rows, width, expectedLabels);
    if (!maySkip) {
      return new DialectTable(0, header);
    }
    DialectColumns columns = DialectColumns.of(rows, width);
    int afterShort = countWhile(rows, width, columns, false);
    int afterTitles = countWhile(rows, width, columns, true);
    if (afterTitles > afterShort) {
      // Such rows can only be no data if it is sure that the labels come after them.
      DialectHeader later = headerAt(rows, afterTitles, width, expectedLabels);
      if (later.present() && later.contrast() > 0) {
        return at(rows, afterTitles, later);
      }
    }
    return afterShort == 0
        ? new DialectTable(0, header)
        : at(rows, afterShort, headerAt(rows, afterShort, width, expectedLabels));
  }

  private static DialectHeader headerAt(
      List<CsvRecord> rows, int start, int width, List<String> expectedLabels) {
    return DialectHeader.of(rows.subList(start, rows.size()), width, expectedLabels);
  }

  private static DialectTable at(List<CsvRecord> rows, int start, DialectHeader header) {
    return new DialectTable((int) rows.get(start).line() - 1, header);
  }

  /**
   * How many rows cannot be data; 0 if no full row of the table comes next, or if they are so many
   * that they are a table of their own.
   */
  private static int countWhile(
      List<CsvRecord> rows, int width, DialectColumns columns, boolean titlesToo) {
    int count = 0;
    int rowsOfCells = 0;
    while (count < rows.size()
        && (isShort(rows.get(count), width, columns)
            || (titlesToo && isTitle(rows.get(count), width)))) {
      rowsOfCells += rows.get(count).cells().length > 1 ? 1 : 0;
      count++;
    }
    boolean isFew = count <= MOST_LINES && rowsOfCells <= MOST_ROWS_OF_CELLS;
    return isFew && count < rows.size() && rows.get(count).cells().length >= width ? count : 0;
  }

  /** Whether a row has less than half of the cells, and not because a quote hides the others. */
  private static boolean isShort(CsvRecord row, int width, DialectColumns columns) {
    int cells = row.cells().length;
    return (2 * cells < width || (cells == 1 && width == 2))
        && row.quoteFaults().isEmpty()
        && !fits(row.cells(), columns);
  }

  /** Whether the cells are values of the kinds that the columns hold. */
  private static boolean fits(String[] cells, DialectColumns columns) {
    boolean holdsValue = false;
    for (int i = 0; i < Math.min(cells.length, columns.count()); i++) {
      CellKind kind = CellKind.of(cells[i]);
      if (columns.kind(i).isValue() && kind != CellKind.EMPTY) {
        if (kind != columns.kind(i)) {
          return false;
        }
        holdsValue = true;
      }
    }
    return holdsValue;
  }

  /** Whether a row may stand before the labels: it lacks cells, or nearly all of them are empty. */
  private static boolean isTitle(CsvRecord row, int width) {
    int filled = 0;
    for (String cell : row.cells()) {
      if (!cell.isBlank()) {
        filled++;
      }
    }
    boolean isPadded =
        width >= LEAST_WIDTH_OF_PADDED_TITLE
            && row.cells().length == width
            && filled <= Math.max(1, width / CELLS_PER_WORD_OF_TITLE);
    return row.quoteFaults().isEmpty() && (isPadded || row.cells().length < width);
  }
}

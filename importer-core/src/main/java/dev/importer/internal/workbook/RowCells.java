package dev.importer.internal.workbook;

import dev.importer.source.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cells of the row that is being read, within the bounds of a row. Not thread-safe. */
final class RowCells {

  private static final int FIRST_COLUMNS = 64;

  private final int maxColumns;
  private final int maxLength;
  private @Nullable Object[] cells = new Object[FIRST_COLUMNS];
  private int width;
  private int filled;
  private int values;
  private long length;
  private long handedOut;

  RowCells(Limits limits) {
    this.maxColumns = Math.min(CellReference.MOST_COLUMNS, limits.maxColumns());
    this.maxLength = limits.maxRecordLength();
  }

  /** Begins with another row. */
  void clear() {
    Arrays.fill(cells, 0, width, null);
    width = 0;
    filled = 0;
    values = 0;
    length = 0;
  }

  /**
   * Puts the same into cells beside each other.
   *
   * @param column the first of them, 0-based
   * @param content a text, or a {@link CellValue}
   * @throws dev.importer.error.SourceException past a limit, and if one of them is there already
   */
  void put(long column, int count, Object content, Place place) {
    if (column + count > maxColumns) {
      throw WorkbookErrors.tooManyColumns(place.now(), maxColumns);
    }
    length += (long) count * content.toString().length();
    if (length > maxLength) {
      throw WorkbookErrors.rowTooLong(place.now(), maxLength);
    }
    int start = (int) column;
    int end = start + count;
    if (end > cells.length) {
      cells = Arrays.copyOf(cells, Math.max(end, 2 * cells.length));
    }
    for (int i = start; i < end; i++) {
      if (cells[i] != null) {
        throw WorkbookErrors.damaged(place.now(), "the cell is there twice");
      }
      cells[i] = content;
    }
    width = Math.max(width, end);
    filled += count;
    values += content.equals(CellValue.UNCALCULATED) ? 0 : count;
  }

  /** Whether no cell has a value; formulas that nobody has calculated have none. */
  boolean areEmpty() {
    return values == 0;
  }

  /** How many cells there are. */
  int count() {
    return filled;
  }

  /** How long all of them are, in characters. */
  long length() {
    return length;
  }

  /** Hands them out as a row; this may be done again. */
  SheetRow row(long number, boolean hidden) {
    handedOut += filled;
    return new SheetRow(number, hidden, Arrays.copyOf(cells, width));
  }

  /** How many cells have been handed out. */
  long handedOut() {
    return handedOut;
  }
}

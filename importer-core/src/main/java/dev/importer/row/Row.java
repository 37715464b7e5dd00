package dev.importer.row;

import dev.importer.error.ImportError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as parsed, before any check against a schema.
 *
 * <p>A cell is a {@link String} in CSV. In JSON it is a {@link String}, {@link Long}, {@link
 * java.math.BigInteger}, {@link java.math.BigDecimal}, {@link Boolean}, {@link JsonText} or null.
 * Every row has exactly one cell for each label of its header: a row that is too short has a
 * shorter header than its neighbours, and one that is too long has further labels after theirs.
 *
 * <p>Immutable as long as nobody changes the array given to the constructor, which is not copied.
 */
public final class Row {

  private final Header header;
  private final @Nullable Object[] cells;
  private final long number;
  private final long line;
  private final List<ImportError> faults;

  /**
   * A row.
   *
   * @param header the labels
   * @param cells the cells, one for each label; handed over, not copied
   * @param number the row number among the data rows, 1-based
   * @param line the physical line on which the row starts, 1-based
   * @param faults what is wrong with the form of the row; usually empty
   */
  public Row(
      Header header, @Nullable Object[] cells, long number, long line, List<ImportError> faults) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells do not fit " + header.size() + " labels");
    }
    this.header = header;
    this.cells = cells;
    this.number = number;
    this.line = line;
    this.faults = faults;
  }

  /** The labels of the cells. */
  public Header header() {
    return header;
  }

  /** The cell at this position, 0-based; null if the source has none or says null. */
  public @Nullable Object cell(int index) {
    return cells[index];
  }

  /** The cell under this label; null if there is no such label, or no value. */
  public @Nullable Object cell(String label) {
    int index = header.indexOf(label);
    return index < 0 ? null : cells[index];
  }

  /** How many cells there are. */
  public int size() {
    return cells.length;
  }

  /** The row number among the data rows of the source, 1-based; blank rows are not counted. */
  public long number() {
    return number;
  }

  /** The physical line on which the row starts, 1-based. */
  public long line() {
    return line;
  }

  /** What is wrong with the form of the row, for example a missing cell; empty if nothing is. */
  public List<ImportError> faults() {
    return faults;
  }

  /** The place and the labels; no cell contents, so that it may be logged. */
  @Override
  public String toString() {
    return "row " + number + " on line " + line + " " + header;
  }
}

package dev.importer.internal.workbook;

/** Names of cells, such as {@code C5}: letters for the column, digits for the row. */
public final class CellReference {

  /** The most columns of a sheet, A to XFD. */
  static final int MOST_COLUMNS = 16_384;

  /** The most rows of a sheet. */
  static final int MOST_ROWS = 1_048_576;

  /** No cell: the text is no name of one, or of one past the bounds. */
  static final long NONE = -1;

  private static final int LETTERS = 26;

  private CellReference() {}

  /**
   * The row, 1-based, in the upper half, and the column, 0-based, in the lower; or {@link #NONE}.
   */
  static long parse(char[] characters, int start, int end) {
    int at = start;
    int column = 0;
    while (at < end) {
      int letter = (characters[at] & ~0x20) - 'A';
      if (letter < 0 || letter >= LETTERS) {
        break;
      }
      column = LETTERS * column + letter + 1;
      if (column > MOST_COLUMNS) {
        return NONE;
      }
      at++;
    }
    int row = WholeNumber.of(characters, at, end);
    return column == 0 || row < 1 || row > MOST_ROWS ? NONE : ((long) row << 32) | (column - 1);
  }

  static int column(long reference) {
    return (int) reference;
  }

  static int row(long reference) {
    return (int) (reference >>> 32);
  }

  /**
   * The name of a cell.
   *
   * @param column 0-based
   * @param row 1-based
   */
  public static String of(int column, long row) {
    return letters(column) + row;
  }

  /** The letters of a column, 0-based: {@code A} for 0, {@code AA} for 26. */
  public static String letters(int column) {
    StringBuilder name = new StringBuilder();
    for (int left = column + 1; left > 0; left = (left - 1) / LETTERS) {
      name.insert(0, (char) ('A' + (left - 1) % LETTERS));
    }
    return name.toString();
  }
}

package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows before a table are titles and notes. Nothing is taken for them unless the row after
 * them reads as labels, or they are marked as comments: no guess may drop a row.
 */
final class DialectTitles {

  /** A title may stand in a row that a spreadsheet filled up with empty cells to this width. */
  private static final int LEAST_WIDTH_OF_PADDED_TITLE = 3;

  /** One in this many cells of a filled-up row may be more than empty. */
  private static final int CELLS_PER_WORD_OF_TITLE = 4;

  /** More rows of several cells than this are a table of their own. */
  private static final int MOST_ROWS_OF_CELLS = 5;

  /** One in this many rows may be as wide as one that is no row of the table. */
  private static final int ROWS_PER_WIDE_ROW = 10;

  /** What speaks for labels where the rows before them may be rows of the table as well. */
  private static final double SURE_CONTRAST = 0.75;

  private final List<CsvRecord> rows;
  private final int width;
  private final DialectColumns columns;

  private DialectTitles(List<CsvRecord> rows, int width) {
    this.rows = rows;
    this.width = width;
    this.columns = DialectColumns.of(rows, width);
  }

  /** How many of the rows, none of which is blank, stand before the labels or the table. */
  static int count(List<CsvRecord> rows, int width, String delimiter) {
    if (DialectLabelRows.grouped(rows) > 1) {
      return 0;
    }
    DialectTitles titles = new DialectTitles(rows, width);
    int marked = DialectNotes.countMarked(rows, delimiter);
    if (titles.areComments(marked)) {
      return marked + count(rows.subList(marked, rows.size()), width, delimiter);
    }
    // The last one that looks like a title may be a row of labels that lacks some.
    int count = titles.countAlike();
    while (count > 0 && !titles.isBeforeLabels(count)) {
      count--;
    }
    return count;
  }

  private boolean areComments(int marked) {
    if (marked == 0 || marked > DialectNotes.MOST_LINES || marked == rows.size()) {
      return false;
    }
    boolean areNarrow =
        rows.subList(0, marked).stream().allMatch(row -> row.cells().length < width);
    boolean areSentences =
        rows.subList(0, marked).stream().allMatch(row -> isBlankAt(row.cells()[0].strip(), 1));
    CsvRecord next = rows.get(marked);
    boolean isFull = next.cells().length >= width;
    if (areSentences && isFull) {
      return true;
    }
    return (areNarrow && isFull) || readsAsLabels(marked, 0);
  }

  private static boolean isBlankAt(String text, int at) {
    return text.length() <= at || Character.isWhitespace(text.charAt(at));
  }

  private int countAlike() {
    int count = 0;
    int rowsOfCells = 0;
    while (count < rows.size() && isAlike(rows.get(count))) {
      boolean isKey = DialectNotes.isKeyWithValue(rows.get(count));
      rowsOfCells += DialectNotes.filled(rows.get(count)) > 1 && !isKey ? 1 : 0;
      count++;
    }
    boolean areFew = count <= DialectNotes.MOST_LINES && rowsOfCells <= MOST_ROWS_OF_CELLS;
    return areFew ? Math.min(count, rows.size() - 1) : 0;
  }

  /** Whether a row may be no row of the table. */
  private boolean isAlike(CsvRecord row) {
    return row.quoteFaults().isEmpty()
        && (isSparse(row) || row.cells().length < width || isTooWide(row) || isKey(row));
  }

  /** Whether a row holds one thing, or hardly more, while a row of the table holds many. */
  private boolean isSparse(CsvRecord row) {
    int filled = DialectNotes.filled(row);
    int cells = row.cells().length;
    boolean isPadded =
        cells >= width
            && width >= LEAST_WIDTH_OF_PADDED_TITLE
            && filled <= Math.max(1, width / CELLS_PER_WORD_OF_TITLE);
    boolean isShort = 2 * cells < width || (cells == 1 && width == 2);
    return (isPadded || isShort || (filled == 1 && width == 2)) && !fits(row.cells());
  }

  private boolean isKey(CsvRecord row) {
    return width >= LEAST_WIDTH_OF_PADDED_TITLE && DialectNotes.isKeyWithValue(row);
  }

  private boolean isTooWide(CsvRecord row) {
    int cells = row.cells().length;
    long alike = rows.stream().filter(other -> other.cells().length >= cells).count();
    return cells > width && alike * ROWS_PER_WIDE_ROW <= Math.max(ROWS_PER_WIDE_ROW, rows.size());
  }

  /** Whether the cells are values of the kinds that the columns hold. */
  private boolean fits(String[] cells) {
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

  private boolean isBeforeLabels(int start) {
    boolean areSure = rows.subList(0, start).stream().allMatch(this::isSureTitle);
    boolean areGroups = DialectLabelRows.grouped(rows.subList(start, rows.size())) > 1;
    return (areSure && areGroups) || readsAsLabels(start, areSure ? 0 : SURE_CONTRAST);
  }

  /** Whether nobody would take the row for labels or data if labels of many columns follow. */
  private boolean isSureTitle(CsvRecord row) {
    if (!isSparse(row)) {
      return isKey(row);
    }
    boolean isPadded = row.cells().length > 1 && width >= LEAST_WIDTH_OF_PADDED_TITLE;
    // Of two columns, one may be missing.
    boolean isSentence = width >= LEAST_WIDTH_OF_PADDED_TITLE && holdsSeveralWords(row);
    return isPadded || isSentence || isBeforeBlankLine(row);
  }

  private static boolean holdsSeveralWords(CsvRecord row) {
    return row.cells()[0].strip().indexOf(' ') > 0;
  }

  private boolean isBeforeBlankLine(CsvRecord row) {
    int next = rows.indexOf(row) + 1;
    return next < rows.size() && rows.get(next).line() > row.line() + 1;
  }

  /** Whether a row holds words, most of them, and differs from the rows below as labels do. */
  private boolean readsAsLabels(int start, double leastContrast) {
    CsvRecord row = rows.get(start);
    int filled = DialectNotes.filled(row);
    boolean areMost = 2 * filled > filledColumns() && (filled > 1 || width == 1);
    boolean isLast = start + 1 == rows.size();
    if (!areMost || isLast || row.cells().length > width + 1 || !row.quoteFaults().isEmpty()) {
      return false;
    }
    DialectHeader header =
        DialectHeader.of(rows.subList(start, rows.size()), width, ExpectedLabels.NONE);
    boolean holdsValue = Arrays.stream(row.cells()).anyMatch(cell -> CellKind.of(cell).isValue());
    return header.present()
        && header.contrast() >= leastContrast
        && (header.contrast() > 0 || !holdsValue);
  }

  /** How many columns hold more than one cell. */
  private int filledColumns() {
    int filled = 0;
    for (int i = 0; i < columns.count(); i++) {
      filled += columns.filled(i) > 1 ? 1 : 0;
    }
    return filled;
  }
}

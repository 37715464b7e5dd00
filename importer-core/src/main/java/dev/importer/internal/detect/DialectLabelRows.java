package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.source.Dialect;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Over how many rows the labels of a table are spread. A row of labels is no data any more. */
final class DialectLabelRows {

  /** How many rows of values it takes to tell a second row of labels from a bad row. */
  private static final int ROWS_FOR_CONTRAST = 3;

  private static final int COLUMNS_FOR_CONTRAST = 2;

  /** How many rows at the start may be labels and are not asked what a column holds. */
  private static final int ROWS_LEFT_OUT = 4;

  private static final int LENGTH_OF_YEAR = 4;

  private DialectLabelRows() {}

  /**
   * How many rows hold labels, if the first one does: 1, and each row that repeats the first one,
   * or holds words in every column that holds values below.
   */
  static int count(List<CsvRecord> rows, int width) {
    DialectColumns below = columnsBelow(rows, width);
    List<String> first = List.of(rows.get(0).cells());
    int most = Math.min(Math.min(ROWS_LEFT_OUT, Dialect.MOST_HEADER_ROWS), rows.size() - 1);
    int count = 1;
    while (count < most
        && width > 1
        && (first.equals(List.of(rows.get(count).cells()))
            || isAllWords(rows.get(count).cells(), below, rows.size() - count - 1))) {
      count++;
    }
    return count;
  }

  private static boolean isAllWords(String[] cells, DialectColumns below, int rowsBelow) {
    int columns = 0;
    for (int i = 0; i < below.count(); i++) {
      if (below.kind(i).isValue()) {
        columns++;
        CellKind kind = i < cells.length ? CellKind.of(cells[i]) : CellKind.EMPTY;
        if (kind.isValue() || kind == CellKind.EMPTY || DialectHeader.standsForNothing(cells[i])) {
          return false;
        }
      }
    }
    return columns >= COLUMNS_FOR_CONTRAST && rowsBelow >= ROWS_FOR_CONTRAST;
  }

  /** The columns without the first row, and in a longer table without others that may be labels. */
  static DialectColumns columnsBelow(List<CsvRecord> rows, int width) {
    int leftOut = rows.size() > 3 * ROWS_LEFT_OUT ? ROWS_LEFT_OUT : 1;
    return DialectColumns.of(rows.subList(leftOut, rows.size()), width);
  }

  /** 2 if the first row holds headings of groups of columns and the second their labels, else 0. */
  static int grouped(List<CsvRecord> rows) {
    if (rows.size() < 3) {
      return 0;
    }
    String[] groups = rows.get(0).cells();
    String[] labels = rows.get(1).cells();
    boolean areWords =
        groups.length == labels.length && groups.length > 2 && areWords(groups) && areWords(labels);
    if (!areWords) {
      return 0;
    }
    boolean areGroups =
        areBesideLabels(groups, labels)
            || areRepeated(groups, labels)
            || areAllInGroups(groups, labels);
    return areGroups ? 2 : 0;
  }

  /**
   * Whether every column has a label and is in a group of several, as in {@code Person,,Contact,}
   * over {@code First,Last,Phone,Mail}.
   */
  private static boolean areAllInGroups(String[] groups, String[] labels) {
    if (groups[0].isBlank() || Arrays.stream(labels).anyMatch(String::isBlank)) {
      return false;
    }
    int headings = 0;
    for (int i = 0; i < groups.length; i++) {
      if (!groups[i].isBlank()) {
        headings++;
        if (i + 1 == groups.length || !groups[i + 1].isBlank()) {
          return false;
        }
      }
    }
    return headings > 1;
  }

  /**
   * Whether the second row is blank where the first has a label of its own, and has words below the
   * others and the blanks after them, as in {@code Date,Travel,,Total} over {@code ,Air,Rail,}.
   */
  private static boolean areBesideLabels(String[] groups, String[] labels) {
    int ownLabels = 0;
    int inGroups = 0;
    boolean inGroup = false;
    for (int i = 0; i < groups.length; i++) {
      if (groups[i].isBlank()) {
        inGroup &= !labels[i].isBlank();
        if (!inGroup && !labels[i].isBlank()) {
          return false;
        }
        inGroups += inGroup ? 1 : 0;
      } else {
        inGroup = !labels[i].isBlank();
        boolean isHeadingOfSeveral = i + 1 < groups.length && groups[i + 1].isBlank();
        if (inGroup && !isHeadingOfSeveral) {
          return false;
        }
        ownLabels += inGroup ? 0 : 1;
      }
    }
    return ownLabels > 0 && inGroups > 0;
  }

  /** Whether labels stand in several groups and differ only by their headings. */
  private static boolean areRepeated(String[] groups, String[] labels) {
    Set<String> once = new HashSet<>(Arrays.asList(labels));
    if (once.size() == labels.length || Arrays.stream(labels).anyMatch(String::isBlank)) {
      return false;
    }
    Set<String> inGroups = new HashSet<>();
    int headings = 0;
    String heading = "";
    for (int i = 0; i < groups.length; i++) {
      if (!groups[i].isBlank()) {
        headings++;
        heading = groups[i];
      }
      inGroups.add(heading + '\n' + labels[i]);
    }
    return headings > 1 && headings < groups.length && inGroups.size() == labels.length;
  }

  private static boolean areWords(String[] cells) {
    return Arrays.stream(cells)
        .allMatch(cell -> !CellKind.of(cell).isValue() || cell.strip().length() == LENGTH_OF_YEAR);
  }
}

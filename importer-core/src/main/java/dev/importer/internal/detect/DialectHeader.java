package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.source.Dialect;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a table begins with labels, told by how its first row differs from the rows below.
 *
 * @param present whether there are labels
 * @param rows over how many rows they are spread; 1 if there are none
 * @param contrast how many columns speak for what was decided, less those against it
 * @param evidence the reason in one sentence
 */
record DialectHeader(boolean present, int rows, double contrast, String evidence) {

  private static final Pattern YEAR = Pattern.compile("1[89]\\d\\d|20\\d\\d");

  private static final Set<String> STAND_FOR_NOTHING =
      Set.of("-", "--", "n/a", "na", "nan", "nil", "none", "null", "unknown", "?", ".", "tbd");

  /** How many rows of values it takes to tell a second row of labels from a bad row. */
  private static final int ROWS_FOR_CONTRAST = 3;

  private static final int COLUMNS_FOR_CONTRAST = 2;

  /** How many rows at the start may be labels and are not asked what a column holds. */
  private static final int ROWS_LEFT_OUT = 4;

  /**
   * Decides by a table.
   *
   * @param rows the rows of the table, the first of which may hold labels; at least one
   * @param width how many columns it has
   * @param expectedLabels labels that the table should have; may be empty
   */
  static DialectHeader of(List<CsvRecord> rows, int width, List<String> expectedLabels) {
    String[] first = rows.get(0).cells();
    Set<String> matches = matches(first, expectedLabels);
    if (!matches.isEmpty() && 2 * matches.size() >= Math.min(expectedLabels.size(), width)) {
      String evidence =
          String.format(
              Locale.ROOT,
              "The first row holds %d of the %d expected labels.",
              matches.size(),
              expectedLabels.size());
      // A second row of words is a bad row here: the first one was all that was looked for.
      return new DialectHeader(true, 1, width, evidence);
    }
    if (rows.size() == 1) {
      return ofOneRow(first);
    }
    if (areYears(first) && !areYears(rows.get(1).cells())) {
      return present(rows, width, 1, "The first row holds a run of years where the others do not.");
    }
    return ofContrast(rows, width, columnsBelow(rows, width));
  }

  private static Set<String> matches(String[] first, List<String> expectedLabels) {
    Set<String> expected =
        expectedLabels.stream().map(DialectHeader::plain).collect(Collectors.toSet());
    Set<String> matches = new HashSet<>(List.of(first).stream().map(DialectHeader::plain).toList());
    matches.retainAll(expected);
    return matches;
  }

  private static String plain(String label) {
    return label.strip().toLowerCase(Locale.ROOT);
  }

  private static DialectHeader ofOneRow(String[] cells) {
    boolean holdsValue = Stream.of(cells).anyMatch(cell -> CellKind.of(cell).isValue());
    return holdsValue
        ? new DialectHeader(false, 1, 0, "The only row holds values, so that it is data.")
        : new DialectHeader(
            true, 1, 0, "The only row holds words, so that it is taken for labels.");
  }

  private static DialectHeader ofContrast(List<CsvRecord> rows, int width, DialectColumns below) {
    String[] first = rows.get(0).cells();
    double labels = 0;
    double data = 0;
    int valueColumns = 0;
    for (int i = 0; i < Math.min(first.length, below.count()); i++) {
      CellKind kind = CellKind.of(first[i]);
      CellKind column = below.kind(i);
      if (kind == CellKind.EMPTY || column == CellKind.EMPTY) {
        continue;
      }
      if (column.isValue()) {
        if (kind == column) {
          data += 1;
        } else if (kind.isValue()) {
          data += 0.5;
        } else if (!standsForNothing(first[i])) {
          labels += 1;
          valueColumns++;
        }
      } else if (kind.isValue()) {
        data += 0.5;
      } else if (below.holds(i, first[i])) {
        data += 0.5;
      } else if (below.filled(i) >= ROWS_FOR_CONTRAST && below.commonLength(i) > 1) {
        if (below.commonLength(i) == first[i].length()) {
          data += 0.25;
        } else {
          labels += 0.25;
        }
      }
    }
    if (labels > data) {
      String evidence =
          valueColumns > 0
              ? String.format(
                  Locale.ROOT,
                  "The first row holds words where %d of %d columns hold values below.",
                  valueColumns,
                  width)
              : "The cells of the first row differ in length from those below.";
      return present(rows, width, labels - data, evidence);
    }
    if (data > labels) {
      return new DialectHeader(
          false, 1, data - labels, "The first row holds the same kinds of values as the others.");
    }
    boolean holdsValue = Stream.of(first).anyMatch(cell -> CellKind.of(cell).isValue());
    return holdsValue
        ? new DialectHeader(false, 1, 0, "The first row holds values, so that it is data.")
        : present(
            rows,
            width,
            0,
            "Nothing tells the first row from the others; it is taken for labels as usual.");
  }

  private static DialectHeader present(
      List<CsvRecord> rows, int width, double contrast, String evidence) {
    int count = labelRows(rows, width);
    String sentence =
        count == 1 ? evidence : evidence + " The labels are spread over " + count + " rows.";
    return new DialectHeader(true, count, contrast, sentence);
  }

  /**
   * How many rows hold labels. A row taken for labels is no data any more, so that this takes a row
   * that repeats the first one, or words in every column that holds values below.
   */
  private static int labelRows(List<CsvRecord> rows, int width) {
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
        if (kind.isValue() || kind == CellKind.EMPTY || standsForNothing(cells[i])) {
          return false;
        }
      }
    }
    return columns >= COLUMNS_FOR_CONTRAST && rowsBelow >= ROWS_FOR_CONTRAST;
  }

  /** The columns without the first row, and in a longer table without others that may be labels. */
  private static DialectColumns columnsBelow(List<CsvRecord> rows, int width) {
    int leftOut = rows.size() > 3 * ROWS_LEFT_OUT ? ROWS_LEFT_OUT : 1;
    return DialectColumns.of(rows.subList(leftOut, rows.size()), width);
  }

  /** Whether several cells are years, each the next one, as in a table with a column a year. */
  private static boolean areYears(String[] cells) {
    int run = 0;
    int last = 0;
    for (String cell : cells) {
      if (YEAR.matcher(cell).matches()) {
        int year = Integer.parseInt(cell);
        if (run > 0 && Math.abs(year - last) != 1) {
          return false;
        }
        run++;
        last = year;
      } else if (CellKind.of(cell).isValue()) {
        return false;
      }
    }
    return run > 1;
  }

  private static boolean standsForNothing(String cell) {
    return STAND_FOR_NOTHING.contains(plain(cell));
  }
}

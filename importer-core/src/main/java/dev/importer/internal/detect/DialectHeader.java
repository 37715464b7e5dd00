package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

  /** How many cells it takes to speak of their length. */
  private static final int ROWS_FOR_CONTRAST = 3;

  private static final Set<String> STAND_FOR_NOTHING =
      Set.of("-", "--", "n/a", "na", "nan", "nil", "none", "null", "unknown", "?", ".", "tbd");

  /**
   * Decides by a table.
   *
   * @param rows the rows of the table, the first of which may hold labels; at least one
   * @param width how many columns it has
   * @param expected labels that the table should have; may be empty
   */
  static DialectHeader of(List<CsvRecord> rows, int width, ExpectedLabels expected) {
    String[] first = rows.get(0).cells();
    int matches = expected.count(first);
    int grouped = DialectLabelRows.grouped(rows);
    boolean areMost = 2 * matches >= Math.min(expected.size(), width);
    if (matches > 0 && (areMost || expected.areComplete(first))) {
      String evidence =
          String.format(
              Locale.ROOT,
              "The first row holds %d of the %d expected labels.",
              matches,
              expected.size());
      // A second row of words is a bad row here: the first one was all that was looked for.
      return new DialectHeader(true, Math.max(1, grouped), width, evidence);
    }
    if (rows.size() == 1) {
      return ofOneRow(first);
    }
    if (grouped > 1) {
      return new DialectHeader(
          true,
          grouped,
          1,
          "The first row holds headings of groups, and the second the labels in them.");
    }
    if (areYears(first) && !areYears(rows.get(1).cells())) {
      return present(rows, width, 1, "The first row holds a run of years where the others do not.");
    }
    List<CsvRecord> once = withoutRepetitions(rows);
    DialectColumns below = DialectLabelRows.columnsBelow(once, width);
    return once.size() < rows.size() && holdsWordsOverValues(first, below)
        ? ofContrast(once, width, below)
        : ofContrast(rows, width, DialectLabelRows.columnsBelow(rows, width));
  }

  /** Where files were joined, their labels stand between the rows, too. */
  private static List<CsvRecord> withoutRepetitions(List<CsvRecord> rows) {
    String[] first = rows.get(0).cells();
    int start = 1;
    while (start < rows.size() && Arrays.equals(first, rows.get(start).cells())) {
      start++;
    }
    List<CsvRecord> once = new ArrayList<>(rows.subList(0, start));
    rows.subList(start, rows.size()).stream()
        .filter(row -> !Arrays.equals(first, row.cells()))
        .forEach(once::add);
    return once;
  }

  private static boolean holdsWordsOverValues(String[] first, DialectColumns below) {
    return IntStream.range(0, Math.min(first.length, below.count()))
        .filter(i -> below.kind(i).isValue())
        .anyMatch(i -> CellKind.of(first[i]) == CellKind.TEXT && !standsForNothing(first[i]));
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
      } else if (below.holds(i, first[i])
          || (below.holdsSentences(i) && DialectColumns.isSentence(first[i]))) {
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
    int count = DialectLabelRows.count(rows, width);
    String sentence =
        count == 1 ? evidence : evidence + " The labels are spread over " + count + " rows.";
    return new DialectHeader(true, count, contrast, sentence);
  }

  /**
   * Whether several cells are years, all later or all earlier than the one before, as in a table
   * with a column a year.
   */
  private static boolean areYears(String[] cells) {
    int run = 0;
    int last = 0;
    int direction = 0;
    for (String cell : cells) {
      if (YEAR.matcher(cell).matches()) {
        int year = Integer.parseInt(cell);
        int step = run == 0 ? direction : Integer.signum(year - last);
        if ((run > 0 && step == 0) || (direction != 0 && step != direction)) {
          return false;
        }
        direction = step;
        run++;
        last = year;
      } else if (CellKind.of(cell).isValue()) {
        return false;
      }
    }
    return run > 1;
  }

  /** Whether a cell is written where there is no value. */
  static boolean standsForNothing(String cell) {
    return STAND_FOR_NOTHING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }
}

package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.source.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the table begins in a sample, and whether with labels.
 *
 * @param rows its rows; the first is that of its labels if it has any
 * @param width how many cells a row has
 * @param skippedLines how many lines of the sample are before it
 * @param header its labels
 * @param reason what the skipped lines are; null if none are
 */
record DialectTable(
    List<CsvRecord> rows,
    int width,
    int skippedLines,
    DialectHeader header,
    @Nullable String reason) {

  /** In how many lines the labels of a schema are looked for. */
  private static final int LINES_FOR_LABELS = 31;

  /**
   * Finds the table.
   *
   * @param head the records of the start of the file; at least one
   * @param width how many cells a row of the table has
   * @param expected labels that it should have; may be empty
   * @param given what the caller said; lines are only skipped if that is not about the first rows
   * @param delimiter what separates the cells
   */
  static DialectTable of(
      List<CsvRecord> head, int width, ExpectedLabels expected, Dialect given, String delimiter) {
    boolean isSettled = given.skipRows() != null || given.header() != null;
    List<CsvRecord> rows = head.stream().filter(row -> DialectNotes.filled(row) > 0).toList();
    if (isSettled || rows.isEmpty()) {
      return new DialectTable(head, width, 0, DialectHeader.of(head, width, expected), null);
    }
    int first = 0;
    String reason = "without values";
    int labels = expectedAt(rows, expected);
    int titles = labels >= 0 ? 0 : DialectTitles.count(rows, width, delimiter);
    if (labels > 0) {
      first = labels;
      reason = "above the labels that are expected";
    } else if (titles > 0) {
      first = titles;
      reason = "titles or notes above the table";
      if (DialectNotes.mark(rows.get(0), delimiter) != 0) {
        reason = "comments, which begin with '" + DialectNotes.mark(rows.get(0), delimiter) + "'";
      }
    }
    List<CsvRecord> table = rows.subList(first, rows.size());
    // Blank lines before the first row are skipped by whoever reads the file.
    boolean skips = !table.get(0).equals(head.get(0));
    return new DialectTable(
        table,
        width,
        skips ? (int) table.get(0).line() - 1 : 0,
        DialectHeader.of(table, width, expected),
        skips ? reason : null);
  }

  /** The rows that may be the labels of a schema. */
  static List<CsvRecord> start(List<CsvRecord> head) {
    int count = 0;
    while (count < head.size() && head.get(count).line() <= LINES_FOR_LABELS) {
      count++;
    }
    return head.subList(0, count);
  }

  /**
   * The first row that has all labels that are needed; -1 if there is none, and if it has no more
   * of them than the very first row.
   */
  private static int expectedAt(List<CsvRecord> rows, ExpectedLabels expected) {
    List<CsvRecord> start = start(rows);
    int inFirst = expected.count(start.isEmpty() ? new String[0] : start.get(0).cells());
    for (int i = 0; i < start.size(); i++) {
      String[] cells = start.get(i).cells();
      if (expected.areComplete(cells) && (i == 0 || expected.count(cells) > inFirst)) {
        return i;
      }
    }
    return -1;
  }
}

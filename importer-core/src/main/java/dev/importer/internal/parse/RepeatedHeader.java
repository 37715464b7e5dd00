package dev.importer.internal.parse;

import dev.importer.internal.csv.CsvRecord;
import java.util.Arrays;
import java.util.List;

/**
 * Knows the rows of labels again where files were joined. A record that only looks like them, in a
 * file of one column or of numbers for labels, counts only after a byte order mark.
 */
final class RepeatedHeader {

  /** That of a file without labels. */
  static final RepeatedHeader NONE = new RepeatedHeader(List.of());

  private final List<String[]> rows;
  private final boolean distinctive;

  /** Which row of labels comes next; 0 outside of a repetition. */
  private int next;

  /**
   * Knows the labels of a file.
   *
   * @param rows the rows of labels as they stand in the file
   */
  RepeatedHeader(List<String[]> rows) {
    this.rows = rows;
    this.distinctive = !rows.isEmpty() && isDistinctive(rows.get(0));
  }

  /** Whether no row of data looks like these labels by chance. */
  private static boolean isDistinctive(String[] labels) {
    long filled = Arrays.stream(labels).filter(label -> !label.isBlank()).count();
    return filled >= 2
        && Arrays.stream(labels).anyMatch(label -> label.chars().anyMatch(Character::isLetter));
  }

  /** Whether a record, given in the order of the file, is a row of labels again. */
  boolean holds(CsvRecord record) {
    return holds(record.cells(), record.isMarked());
  }

  /**
   * The same of cells.
   *
   * @param marked whether a byte order mark stands before them
   */
  boolean holds(String[] cells, boolean marked) {
    if (rows.isEmpty()) {
      return false;
    }
    if (next > 0 && Arrays.equals(cells, rows.get(next))) {
      next = (next + 1) % rows.size();
      return true;
    }
    next = 0;
    if (Arrays.equals(cells, rows.get(0)) && (distinctive || marked)) {
      next = 1 % rows.size();
      return true;
    }
    return false;
  }
}

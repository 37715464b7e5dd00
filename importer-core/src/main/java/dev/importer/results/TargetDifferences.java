package dev.importer.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do in a table of the application. It was found by doing it, in a transaction
 * that was taken back.
 *
 * @param target the name of the target
 * @param table the name of the table
 * @param inserted how many rows would be added
 * @param updated how many rows of the table would be changed
 * @param unchanged how many rows of the table hold all of it already
 * @param skipped how many rows of the table would be left as they are
 * @param refused how many rows the table or its key refuses; they are among the failed rows
 * @param rows the first {@value #MOST_ROWS} rows that would be added, and as many that would be
 *     changed
 */
public record TargetDifferences(
    String target,
    String table,
    long inserted,
    long updated,
    long unchanged,
    long skipped,
    long refused,
    List<RowDifference> rows) {

  /** How many rows of each kind are shown. */
  public static final int MOST_ROWS = 10;

  /** Copies the list. */
  public TargetDifferences {
    rows = List.copyOf(rows);
  }

  /** What would become of a row. */
  public enum Kind {
    /** It would be added. */
    INSERTED,
    /** A row of the table would be changed. */
    UPDATED
  }

  /**
   * A row that would be added or changed.
   *
   * @param row its number in the file, 1-based
   * @param line the physical line on which it starts, 1-based
   * @param kind what would become of it
   * @param key the values of the columns of the key, which are not among the others
   * @param columns the values of a new row, or those that would be changed
   */
  public record RowDifference(
      long row, long line, Kind kind, List<ColumnValue> key, List<ColumnValue> columns) {

    /** Copies the lists. */
    public RowDifference {
      key = List.copyOf(key);
      columns = List.copyOf(columns);
    }
  }

  /**
   * A value of a column, as text as the database writes it.
   *
   * @param column the column
   * @param before the value that it has; null for none, and of a new row
   * @param after the value that it would get; null for none
   */
  public record ColumnValue(String column, @Nullable String before, @Nullable String after) {}
}

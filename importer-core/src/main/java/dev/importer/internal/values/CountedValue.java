package dev.importer.internal.values;

import dev.importer.results.ErrorValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of one kind of error, with the rows that have it. It grows. */
final class CountedValue {

  /** Those of most rows first, and of equally many those that came first. */
  static final Comparator<CountedValue> MOST_FREQUENT_FIRST =
      Comparator.comparingLong((CountedValue each) -> -each.count)
          .thenComparingLong(each -> each.number);

  private final int number;
  private final Kind kind;
  private final @Nullable String value;
  private final String message;
  private final List<Long> rows = new ArrayList<>(1);
  private long count;
  private long lastRow;

  /**
   * A value that no row has yet.
   *
   * @param number tells which value came first
   */
  CountedValue(int number, Kind kind, @Nullable String value, String message) {
    this.number = number;
    this.kind = kind;
    this.value = value;
    this.message = message;
  }

  /** Counts a row, once however often it has the value. Rows come in the order of the source. */
  void addRow(long row) {
    if (row == lastRow) {
      return;
    }
    lastRow = row;
    count++;
    if (rows.size() < ErrorValues.MAX_ROWS) {
      rows.add(row);
    }
  }

  Kind kind() {
    return kind;
  }

  @Nullable String value() {
    return value;
  }

  String message() {
    return message;
  }

  List<Long> rows() {
    return rows;
  }

  long count() {
    return count;
  }
}

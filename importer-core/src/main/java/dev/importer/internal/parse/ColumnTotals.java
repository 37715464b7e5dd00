package dev.importer.internal.parse;

import dev.importer.internal.workbook.CellValue;
import dev.importer.internal.workbook.SheetRow;

/** What the columns of a table add up to so far, to know a row that says so. */
final class ColumnTotals {

  /** Sums of decimal fractions are never exact in a spreadsheet. */
  private static final double TOLERANCE = 1e-6;

  private final SheetColumns columns;
  private final double[] sums;
  private final long[] numbers;
  private final long[] values;

  ColumnTotals(SheetColumns columns) {
    this.columns = columns;
    this.sums = new double[columns.count()];
    this.numbers = new long[columns.count()];
    this.values = new long[columns.count()];
  }

  /** Takes a row of the table. */
  void add(SheetRow row) {
    for (int i = 0; i < sums.length; i++) {
      Object cell = columns.cell(row, i);
      if (cell != null) {
        values[i]++;
        if (cell instanceof CellValue value && value.kind() == CellValue.Kind.NUMBER) {
          numbers[i]++;
          sums[i] += Double.parseDouble(value.text());
        }
      }
    }
  }

  /**
   * Whether a number is the sum, the count or the mean of the rows so far in its column, 0-based.
   */
  boolean isOne(int column, String number) {
    double value = Double.parseDouble(number);
    return isAbout(value, sums[column])
        || value == values[column]
        || value == numbers[column]
        || (numbers[column] > 0 && isAbout(value, sums[column] / numbers[column]));
  }

  private static boolean isAbout(double value, double wanted) {
    return Math.abs(value - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
  }
}

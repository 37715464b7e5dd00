package dev.importer.internal.check;

import java.util.Arrays;

/** Gives each of some rows one of some columns, so that the sum of the scores is the largest. */
final class Assignment {

  private Assignment() {}

  /**
   * The best assignment, by the Hungarian method.
   *
   * @param scores by row and column, none negative
   * @return the column of each row; -1 for a row that gets none, or one of score 0
   */
  static int[] best(double[][] scores) {
    int rows = scores.length;
    int columns = Math.max(rows, scores[0].length);
    double[] rowPrice = new double[rows + 1];
    double[] columnPrice = new double[columns + 1];
    int[] rowOfColumn = new int[columns + 1];
    int[] way = new int[columns + 1];
    for (int row = 1; row <= rows; row++) {
      rowOfColumn[0] = row;
      int column = 0;
      double[] least = new double[columns + 1];
      boolean[] used = new boolean[columns + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      do {
        used[column] = true;
        int taken = rowOfColumn[column];
        double step = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= columns; j++) {
          if (!used[j]) {
            double cost = -score(scores, taken - 1, j - 1) - rowPrice[taken] - columnPrice[j];
            if (cost < least[j]) {
              least[j] = cost;
              way[j] = column;
            }
            if (least[j] < step) {
              step = least[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= columns; j++) {
          if (used[j]) {
            rowPrice[rowOfColumn[j]] += step;
            columnPrice[j] -= step;
          } else {
            least[j] -= step;
          }
        }
        column = next;
      } while (rowOfColumn[column] != 0);
      do {
        rowOfColumn[column] = rowOfColumn[way[column]];
        column = way[column];
      } while (column != 0);
    }
    int[] columnOfRow = new int[rows];
    Arrays.fill(columnOfRow, -1);
    for (int j = 1; j <= columns; j++) {
      int row = rowOfColumn[j] - 1;
      if (row >= 0 && score(scores, row, j - 1) > 0) {
        columnOfRow[row] = j - 1;
      }
    }
    return columnOfRow;
  }

  private static double score(double[][] scores, int row, int column) {
    return column < scores[row].length ? scores[row][column] : 0;
  }
}

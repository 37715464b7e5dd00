package dev.importer.internal.workbook;

import dev.importer.internal.text.Quoted;

/** Where the reading of a sheet is. */
final class SheetPlace implements Place {

  private static final int NOWHERE = -1;

  private final String sheet;
  private int row;
  private int column = NOWHERE;

  SheetPlace(String sheet) {
    this.sheet = sheet;
  }

  /** The reading is in a row, 1-based; 0 if it is before the first. */
  void enterRow(int number) {
    row = number;
    column = NOWHERE;
  }

  /** The reading is in a cell of the row; 0-based. */
  void enterColumn(int number) {
    column = number;
  }

  /** The reading is past the last row. */
  void leaveCells() {
    enterRow(0);
  }

  @Override
  public String now() {
    String cell =
        row == 0
            ? ""
            : column == NOWHERE
                ? "in row " + row + " of "
                : "in cell " + CellReference.of(column, row) + " of ";
    return (cell.isEmpty() ? "in " : cell) + "the sheet " + Quoted.of(sheet);
  }
}

package dev.importer.internal.parse;

import dev.importer.internal.workbook.CellValue;
import dev.importer.internal.workbook.SheetRow;
import java.util.Locale;
import java.util.Set;

/** Knows the row below a table in which its columns are summed up. */
final class TotalsRow {

  /** How it is called, in the languages in which it was met. */
  private static final Set<String> NAMES =
      Set.of(
          "total",
          "totals",
          "grand total",
          "sum",
          "sums",
          "subtotal",
          "summe",
          "summen",
          "gesamt",
          "gesamtsumme",
          "insgesamt",
          "ergebnis",
          "totaux",
          "somme",
          "total général",
          "suma",
          "totale",
          "somma",
          "totaal",
          "som",
          "razem",
          "celkem",
          "összesen",
          "итого",
          "всего",
          "toplam",
          "合计",
          "合計",
          "总计",
          "總計",
          "합계",
          "المجموع");

  private TotalsRow() {}

  /**
   * Whether a row, if it is the last one, holds totals: its first value is a name for them, and
   * what stands beside it are numbers to which the rows above add up.
   */
  static boolean mayBe(SheetRow row, SheetColumns columns, ColumnTotals totals) {
    int filled = 0;
    for (int i = 0; i < columns.count(); i++) {
      Object cell = columns.cell(row, i);
      if (cell == null) {
        continue;
      }
      boolean fits = filled == 0 ? isName(cell) : isTotal(cell, i, totals);
      if (!fits) {
        return false;
      }
      filled++;
    }
    return filled > 1;
  }

  private static boolean isName(Object cell) {
    if (!(cell instanceof String text)) {
      return false;
    }
    String name = text.strip().toLowerCase(Locale.ROOT);
    return NAMES.contains(name.endsWith(":") ? name.substring(0, name.length() - 1) : name);
  }

  private static boolean isTotal(Object cell, int column, ColumnTotals totals) {
    return cell instanceof CellValue value
        && value.kind() == CellValue.Kind.NUMBER
        && totals.isOne(column, value.text());
  }
}

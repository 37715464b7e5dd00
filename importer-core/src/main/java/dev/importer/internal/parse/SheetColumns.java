package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.internal.workbook.CellReference;
import dev.importer.internal.workbook.SheetRow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a sheet are those of the table in it. A table may begin in column C, and columns
 * may stand empty between others.
 */
final class SheetColumns {

  /** Outside of the labels, a column belongs to the table if one in so many rows has a value. */
  private static final int ROWS_PER_VALUE = 2;

  /** The columns of the table in the sheet, 0-based, in ascending order. */
  private final int[] places;

  private final BitSet ofTable;

  private SheetColumns(int[] places) {
    this.places = places;
    this.ofTable = new BitSet();
    Arrays.stream(places).forEach(ofTable::set);
  }

  /**
   * Finds them: those with a label, and those between them with a value; without labels all that
   * have one.
   *
   * @param labels the rows with labels, may be none
   * @param first the first rows below
   */
  static SheetColumns of(List<SheetRow> labels, List<SheetRow> first) {
    BitSet labelled = new BitSet();
    labels.forEach(row -> filled(row).forEach(labelled::set));
    int[] values = new int[first.stream().mapToInt(row -> row.cells().length).max().orElse(0)];
    first.forEach(row -> filled(row).forEach(column -> values[column]++));
    BitSet table = (BitSet) labelled.clone();
    int from = labelled.nextSetBit(0);
    int to = labelled.length();
    for (int column = 0; column < values.length; column++) {
      boolean isBetween = labels.isEmpty() || (column >= from && column < to);
      int least = isBetween ? 1 : Math.max(1, (first.size() + ROWS_PER_VALUE - 1) / ROWS_PER_VALUE);
      if (values[column] >= least) {
        table.set(column);
      }
    }
    return new SheetColumns(table.stream().toArray());
  }

  private static IntStream filled(SheetRow row) {
    return IntStream.range(0, row.cells().length).filter(i -> row.cells()[i] != null);
  }

  /** How many there are. */
  int count() {
    return places.length;
  }

  /** The column of the sheet, 0-based, of a column of the table, 0-based. */
  int place(int column) {
    return places[column];
  }

  /** The letters of a column of the table, 0-based. */
  String letters(int column) {
    return CellReference.letters(places[column]);
  }

  /** Whether a column of the sheet, 0-based, is one of the table. */
  boolean holds(int place) {
    return ofTable.get(place);
  }

  /** Whether the first so many columns of the sheet are all of the table. */
  boolean areAll(int count) {
    return ofTable.nextClearBit(0) >= count;
  }

  /** The cell of a row in a column of the table, 0-based. */
  @Nullable Object cell(SheetRow row, int column) {
    int place = places[column];
    return place < row.cells().length ? row.cells()[place] : null;
  }

  /** The cells of a row in the table as texts. */
  String[] textsOf(SheetRow row) {
    String[] texts = new String[places.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(cell(row, i));
    }
    return texts;
  }

  /** A cell as text; empty if there is none. */
  static String text(@Nullable Object cell) {
    return cell == null ? "" : cell.toString();
  }

  /** Takes down the columns of the table that people do not see. */
  void noteHidden(BitSet hidden, Notices notices) {
    for (int place : places) {
      if (hidden.get(place)) {
        notices.addLine(
            ErrorCode.HIDDEN_COLUMNS,
            1,
            "People do not see column "
                + CellReference.letters(place)
                + "; it is read like the others.");
      }
    }
  }
}

package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.workbook.CellNotation;
import dev.importer.internal.workbook.CellNotation.Look;
import dev.importer.internal.workbook.CellReference;
import dev.importer.internal.workbook.CellValue;
import dev.importer.internal.workbook.CellValue.Kind;
import dev.importer.internal.workbook.SheetRow;
import dev.importer.row.Header;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the cells of a row of a sheet as texts, and says which of them cannot be used. */
final class SheetTexts {

  private static final int[] NONE = {};

  private final RowShape shape;
  private final SheetColumns columns;
  private final Notices notices;
  private List<CellNotation> notations;
  private boolean ascii;

  SheetTexts(RowShape shape, SheetColumns columns, Notices notices) {
    this.shape = shape;
    this.columns = columns;
    this.notices = notices;
    this.notations = Collections.nCopies(columns.count(), CellNotation.STORED);
  }

  /** Writes the columns of the table in these ways from now on; none if nothing is said. */
  void writeAs(List<CellNotation> ofColumns) {
    if (!ofColumns.isEmpty()) {
      notations = List.copyOf(ofColumns);
    }
  }

  /** Whether the row that was written last is ASCII. */
  boolean areAscii() {
    return ascii;
  }

  /**
   * The cells of a row, one for each column of the table, an empty text where there is none; and
   * after them those that stand beside the table.
   *
   * @param number the number of the row in the table, 1-based
   * @param faults takes what is wrong
   */
  @Nullable Object[] of(SheetRow row, long number, List<ImportError> faults) {
    int width = columns.count();
    int[] strays = strays(row);
    @Nullable Object[] texts = new @Nullable Object[width + strays.length];
    ascii = true;
    for (int i = 0; i < texts.length; i++) {
      Object cell = i < width ? columns.cell(row, i) : row.cells()[strays[i - width]];
      String text =
          cell instanceof CellValue value && i < width
              ? write(value, row, i, number, faults)
              : SheetColumns.text(cell);
      if (i < width && text.indexOf('\0') >= 0) {
        faults.add(fault(ErrorCode.NUL_BYTE, text, "holds a NUL character", row, i, number));
      }
      ascii = ascii && isAscii(text);
      texts[i] = text;
    }
    addStrays(row, number, strays, texts, faults);
    return texts;
  }

  /** The columns of a row, 0-based, in which a value stands beside the table. */
  private int[] strays(SheetRow row) {
    @Nullable Object[] cells = row.cells();
    return columns.areAll(cells.length)
        ? NONE
        : IntStream.range(0, cells.length)
            .filter(place -> cells[place] != null && !columns.holds(place))
            .toArray();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  private String write(
      CellValue value, SheetRow row, int column, long number, List<ImportError> faults) {
    if (value.kind() == Kind.ERROR) {
      String message = "holds the error " + value.text() + " in place of a value";
      faults.add(fault(ErrorCode.CELL_ERROR, value.text(), message, row, column, number));
      return value.text();
    }
    if (value.kind() == Kind.FORMULA) {
      notices.addRow(
          ErrorCode.UNCALCULATED_FORMULA,
          number,
          row.number(),
          () ->
              "No value is stored for the formula in "
                  + CellReference.of(columns.place(column), row.number())
                  + ", so that the cell is read as empty. Open the workbook in a spreadsheet"
                  + " program, save it, and send that.");
      return "";
    }
    CellNotation notation = notations.get(column);
    if (value.kind() == Kind.NUMBER) {
      if (value.isLong()) {
        notices.addRow(
            ErrorCode.LONG_NUMBER,
            number,
            row.number(),
            () ->
                "The number in "
                    + CellReference.of(columns.place(column), row.number())
                    + " has more digits than the 15 that spreadsheet programs keep; compare it with its"
                    + " origin.");
      }
      if (notation.look() != Look.IGNORED && value.format() != null) {
        return asShown(value, notation, row, column, number);
      }
    }
    return notation.writer().apply(value);
  }

  private ImportError fault(
      ErrorCode code, String text, String message, SheetRow row, int column, long number) {
    return new ImportError(
        code,
        null,
        shape.header().label(column),
        column + 1,
        text,
        "the cell " + CellReference.of(columns.place(column), row.number()) + " " + message,
        number,
        row.number());
  }

  private String asShown(
      CellValue value, CellNotation notation, SheetRow row, int column, long number) {
    String stored = notation.writer().apply(value);
    String shown =
        value.format() == null ? stored : value.format().show(value.text()).orElse(stored);
    if (shown.equals(stored)) {
      return stored;
    }
    String place = CellReference.of(columns.place(column), row.number());
    if (notation.look() == Look.TAKEN) {
      notices.addRow(
          ErrorCode.TAKEN_AS_SHOWN,
          number,
          row.number(),
          () -> "The number in " + place + " is taken as it is shown, " + Quoted.of(shown) + ".");
      return shown;
    }
    if (isWrittenOtherwise(shown)) {
      notices.addRow(
          ErrorCode.SHOWN_OTHERWISE,
          number,
          row.number(),
          () ->
              "The number in "
                  + place
                  + " is shown as "
                  + Quoted.of(shown)
                  + " and stored as "
                  + Quoted.of(stored)
                  + ", which is what is read. With the option shown, it is read as it is shown.");
    }
    return stored;
  }

  /**
   * Whether it is more than another way to write the same number: with zeros in front, or parts.
   */
  private static boolean isWrittenOtherwise(String shown) {
    boolean zero =
        shown.length() > 1 && shown.charAt(0) == '0' && Character.isDigit(shown.charAt(1));
    return zero || shown.chars().skip(1).anyMatch(c -> "0123456789.,%".indexOf(c) < 0);
  }

  /** Nothing is dropped without a word. */
  private void addStrays(
      SheetRow row, long number, int[] strays, @Nullable Object[] texts, List<ImportError> faults) {
    Header wide = shape.headerOf(texts.length);
    int listed = Math.min(strays.length, RowShape.MOST_FAULTS);
    for (int i = 0; i < listed; i++) {
      int column = columns.count() + i;
      faults.add(
          new ImportError(
              ErrorCode.EXTRA_CELL,
              null,
              wide.label(column),
              column + 1,
              (String) texts[column],
              "the cell "
                  + CellReference.of(strays[i], row.number())
                  + " stands in a column without a label, outside of the table",
              number,
              row.number()));
    }
    int rest = strays.length - listed;
    if (rest > 0) {
      faults.add(
          new ImportError(
              ErrorCode.EXTRA_CELL,
              null,
              null,
              null,
              null,
              rest + (rest == 1 ? " more cell" : " more cells") + " without a column",
              number,
              row.number(),
              rest));
    }
  }
}

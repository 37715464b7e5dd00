package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.internal.workbook.CellValue.Kind;
import dev.importer.source.Limits;
import java.util.BitSet;
import java.util.Iterator;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.jspecify.annotations.Nullable;

/** Gives the rows of a worksheet that Apache POI has read. */
final class XlsRows implements SheetRows {

  private static final int MOST_COLUMNS = SpreadsheetVersion.EXCEL97.getMaxColumns();

  /** Whole numbers below are written as such. */
  private static final double MOST_EXACT = 1e15;

  private final SheetPlace place;
  private final XlsStyles styles;
  private final Limits limits;
  private final Iterator<Row> rows;
  private final int physicalRows;
  private final BitSet hiddenColumns = new BitSet();
  private final RowCells cells;
  private int rowsRead;

  XlsRows(HSSFSheet sheet, SheetPlace place, XlsStyles styles, Limits limits) {
    this.place = place;
    this.styles = styles;
    this.limits = limits;
    this.cells = new RowCells(limits);
    this.rows = sheet.rowIterator();
    this.physicalRows = sheet.getPhysicalNumberOfRows();
    for (int column = 0; column < MOST_COLUMNS; column++) {
      hiddenColumns.set(column, sheet.isColumnHidden(column));
    }
  }

  @Override
  public @Nullable SheetRow next() {
    try {
      return read();
    } catch (SourceException e) {
      throw e;
    } catch (RuntimeException e) {
      throw WorkbookErrors.damaged(place.now(), "what stands there cannot be read", e);
    }
  }

  private @Nullable SheetRow read() {
    while (rows.hasNext()) {
      HSSFRow row = (HSSFRow) rows.next();
      rowsRead++;
      int number = row.getRowNum() + 1;
      place.enterRow(number);
      readCells(row);
      if (!cells.areEmpty()) {
        return cells.row(number, row.getZeroHeight());
      }
    }
    place.leaveCells();
    return null;
  }

  private void readCells(HSSFRow row) {
    cells.clear();
    for (Cell each : row) {
      int column = each.getColumnIndex();
      place.enterColumn(column);
      if (column >= MOST_COLUMNS) {
        throw WorkbookErrors.damaged(
            place.now(), "no row has more than " + MOST_COLUMNS + " columns");
      }
      Object content = content((HSSFCell) each);
      if (content != null) {
        cells.put(column, 1, content, place);
      }
    }
  }

  private @Nullable Object content(HSSFCell cell) {
    CellType type = cell.getCellType();
    return switch (type == CellType.FORMULA ? cell.getCachedFormulaResultType() : type) {
      case STRING -> text(cell.getRichStringCellValue().getString());
      case NUMERIC -> number(cell);
      case BOOLEAN ->
          new CellValue(Kind.BOOLEAN, Boolean.toString(cell.getBooleanCellValue()), null);
      case ERROR -> error(cell.getErrorCellValue());
      default -> null;
    };
  }

  private @Nullable String text(String text) {
    if (text.length() > limits.maxCellLength()) {
      throw WorkbookErrors.textTooLong(place.now(), limits.maxCellLength());
    }
    return text.isEmpty() ? null : text;
  }

  private CellValue number(HSSFCell cell) {
    double number = cell.getNumericCellValue();
    String text = textOf(number);
    if (text == null) {
      return new CellValue(Kind.ERROR, FormulaError.NUM.getString(), null);
    }
    CellStyle shown = styles.get(Short.toUnsignedInt(cell.getCellStyle().getDataFormat()));
    CellValue moment =
        shown.time() == TimeFormat.NONE
            ? null
            : IsoTime.of(number, shown.time(), styles.since1904());
    return moment == null ? new CellValue(Kind.NUMBER, text, shown.number()) : moment;
  }

  /** Null if it is infinite or none. */
  private static @Nullable String textOf(double number) {
    if (number == Math.rint(number) && Math.abs(number) < MOST_EXACT) {
      return Long.toString((long) number);
    }
    char[] written = Double.toString(number).toCharArray();
    return StoredNumber.of(written, 0, written.length);
  }

  private static CellValue error(byte code) {
    int unsigned = Byte.toUnsignedInt(code);
    String text =
        FormulaError.isValidCode(unsigned)
            ? FormulaError.forInt(unsigned).getString()
            : "#ERROR " + unsigned;
    return new CellValue(Kind.ERROR, text, null);
  }

  @Override
  public BitSet hiddenColumns() {
    return hiddenColumns;
  }

  @Override
  public long cells() {
    return cells.handedOut();
  }

  @Override
  public double share() {
    return physicalRows == 0 ? 1 : (double) rowsRead / physicalRows;
  }

  @Override
  public void close() {
    // The workbook has it all in the memory.
  }
}

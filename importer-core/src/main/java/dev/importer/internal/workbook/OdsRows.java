package dev.importer.internal.workbook;

import dev.importer.source.Limits;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table of OpenDocument. Rows and cells say how often they are repeated; what
 * is empty is passed over, however often that is.
 */
final class OdsRows implements SheetRows {

  private final XmlPart xml;
  private final SheetPlace place;
  private final OdsWorkbook.Extent extent;
  private final Limits limits;
  private final RowCells cells;
  private final OdsCell cell;
  private final int depth;
  private final BitSet hiddenColumns = new BitSet();

  /** How many columns have been described. */
  private long columns;

  /** The row that was handed out last, 1-based, or the last of those that were passed over. */
  private long row;

  /** How often the cells are still to be handed out as another row. */
  private int repetitions;

  private boolean hidden;

  /** The column of the next cell, 0-based. */
  private long column;

  /** How long the sheet would be as a text file, in characters. */
  private long length;

  /**
   * Begins to read.
   *
   * @param xml the part, at the beginning of the table; closed when this is closed
   */
  OdsRows(XmlPart xml, SheetPlace place, OdsWorkbook.Extent extent, Limits limits) {
    this.xml = xml;
    this.place = place;
    this.extent = extent;
    this.limits = limits;
    this.cells = new RowCells(limits);
    this.cell = new OdsCell(xml, place, limits.maxCellLength());
    this.depth = xml.depth();
  }

  @Override
  public @Nullable SheetRow next() {
    while (repetitions == 0 && xml.depth() >= depth) {
      if (xml.next() == XmlPart.START) {
        switch (xml.name()) {
          case "table-row" -> readRow();
          case "table-column" -> readColumn();
          case "table-rows",
              "table-header-rows",
              "table-row-group",
              "table-columns",
              "table-header-columns",
              "table-column-group" -> {
            // What is looked for is in it.
          }
          default -> xml.skip();
        }
      }
    }
    if (repetitions == 0) {
      place.leaveCells();
      return null;
    }
    repetitions--;
    row++;
    place.enterRow((int) row);
    return cells.row(row, hidden);
  }

  private void readColumn() {
    long end = columns + cell.repetitions("number-columns-repeated");
    if (isHidden() && columns < CellReference.MOST_COLUMNS) {
      hiddenColumns.set((int) columns, (int) Math.min(end, CellReference.MOST_COLUMNS));
    }
    columns = end;
    xml.skip();
  }

  /** Whether people do not see the row or the column that has just begun. */
  private boolean isHidden() {
    String visibility = xml.attribute("visibility");
    return visibility != null && !visibility.equals("visible");
  }

  /** Reads the row that has just begun, and notes how often it is to be handed out. */
  private void readRow() {
    place.enterRow((int) Math.min(row + 1, CellReference.MOST_ROWS));
    int repeated = cell.repetitions("number-rows-repeated");
    hidden = isHidden();
    cells.clear();
    column = 0;
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        if (xml.name().equals("table-cell") || xml.name().equals("covered-table-cell")) {
          readCell();
        } else {
          xml.skip();
        }
      }
    }
    if (cells.areEmpty()) {
      row += repeated;
      return;
    }
    if (row + repeated > CellReference.MOST_ROWS) {
      throw WorkbookErrors.tooManyRows(place.now(), CellReference.MOST_ROWS);
    }
    lengthen(repeated);
    repetitions = repeated;
  }

  /** A small file may stand for a large one. */
  private void lengthen(int repeated) {
    length += repeated * (cells.length() + cells.count());
    if (length > limits.maxSourceBytes()) {
      throw WorkbookErrors.tooLarge(place.now(), limits.maxSourceBytes());
    }
  }

  private void readCell() {
    place.enterColumn((int) Math.min(column, CellReference.MOST_COLUMNS - 1));
    Object content = cell.read();
    if (content != null) {
      cells.put(column, cell.repeated(), content, place);
    }
    column += cell.repeated();
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
    return extent.share(xml.share());
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}

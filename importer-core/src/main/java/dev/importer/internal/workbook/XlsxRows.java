package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.workbook.CellValue.Kind;
import dev.importer.source.Limits;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a worksheet from its XML. */
final class XlsxRows implements SheetRows {

  private static final CellValue TRUE = new CellValue(Kind.BOOLEAN, "true", null);
  private static final CellValue FALSE = new CellValue(Kind.BOOLEAN, "false", null);

  /** How the value of a cell is stored. */
  private enum Storage {
    NUMBER,
    SHARED_TEXT,
    TEXT,
    TEXT_IN_PLACE,
    BOOLEAN,
    ERROR,
    ISO_TIME
  }

  private final XmlPart xml;
  private final Styles styles;
  private final SharedStrings strings;
  private final boolean since1904;
  private final SheetPlace place;
  private final RowCells cells;
  private final BitSet hiddenColumns = new BitSet();
  private final AttributeText attribute = new AttributeText();
  private final CellText value = new CellText();
  private final CellText inPlace = new CellText();
  private boolean numbered;
  private boolean inRows;

  /** The row that is read, 1-based, and the column of the cell that was met last, 0-based. */
  private int row;

  private int column;
  private Storage storage = Storage.NUMBER;
  private int style;

  /**
   * Begins to read.
   *
   * @param xml the part of the sheet, closed when this is closed
   * @throws SourceException if the part is no worksheet
   */
  XlsxRows(
      XmlPart xml,
      SheetPlace place,
      Styles styles,
      SharedStrings strings,
      boolean since1904,
      Limits limits) {
    this.xml = xml;
    this.place = place;
    this.styles = styles;
    this.strings = strings;
    this.since1904 = since1904;
    this.cells = new RowCells(limits);
    if (!xml.root().equals("worksheet")) {
      throw WorkbookErrors.damaged(place.now(), "its part is no worksheet");
    }
  }

  @Override
  public @Nullable SheetRow next() {
    for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
      if (event == XmlPart.START) {
        switch (xml.name()) {
          case "sheetData" -> inRows = true;
          case "cols" -> readColumns();
          case "row" -> {
            SheetRow read = inRows ? readRow() : null;
            if (read != null) {
              return read;
            }
          }
          default -> xml.skip();
        }
      } else if (event == XmlPart.END) {
        inRows = false;
        place.leaveCells();
      }
    }
    strings.readAll();
    return null;
  }

  private void readColumns() {
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        if (xml.isTrue("hidden")) {
          int first = columnOf(xml.attribute("min"));
          int last = columnOf(xml.attribute("max"));
          if (first >= 1 && last >= first) {
            hiddenColumns.set(first - 1, Math.min(last, CellReference.MOST_COLUMNS));
          }
        }
        xml.skip();
      }
    }
  }

  private static int columnOf(@Nullable String number) {
    return number == null ? -1 : WholeNumber.of(number);
  }

  /** Reads the row that has just begun; null if it has no value. */
  private @Nullable SheetRow readRow() {
    boolean hidden = beginRow();
    cells.clear();
    column = -1;
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        if (xml.name().equals("c")) {
          readCell();
        } else {
          xml.skip();
        }
      }
    }
    return cells.areEmpty() ? null : cells.row(row, hidden);
  }

  /** Takes over the attributes of a row; tells whether it is hidden. */
  private boolean beginRow() {
    boolean hidden = false;
    int number = row + 1;
    numbered = false;
    int attributes = xml.attributes();
    for (int i = 0; i < attributes; i++) {
      switch (xml.attributeName(i)) {
        case "r" -> {
          xml.attribute(i, attribute);
          number = attribute.toInt();
          numbered = true;
        }
        case "hidden" -> hidden = XmlPart.saysYes(xml.attribute(i));
        default -> {
          // Its height and the like.
        }
      }
    }
    moveTo(number);
    return hidden;
  }

  private void moveTo(int number) {
    place.enterRow(row);
    if (number < 1 || number > CellReference.MOST_ROWS) {
      throw WorkbookErrors.damaged(
          place.now(), "the next row has no number from 1 to " + CellReference.MOST_ROWS);
    }
    if (number <= row) {
      throw WorkbookErrors.damaged(place.now(), "row " + number + " comes after it");
    }
    row = number;
    place.enterRow(row);
  }

  private void readCell() {
    beginCell();
    value.clear();
    inPlace.clear();
    boolean formula = false;
    boolean stored = false;
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        switch (xml.name()) {
          case "v" -> {
            stored = true;
            xml.addElementTo(value);
          }
          case "f" -> {
            formula = true;
            xml.skip();
          }
          case "is" -> RichText.addTo(inPlace, xml);
          default -> xml.skip();
        }
      }
    }
    Object content = formula && !stored ? CellValue.UNCALCULATED : content();
    if (content != null) {
      cells.put(column, 1, content, place);
    }
  }

  /** Takes over the attributes of a cell. */
  private void beginCell() {
    column++;
    storage = Storage.NUMBER;
    style = 0;
    int attributes = xml.attributes();
    for (int i = 0; i < attributes; i++) {
      String name = xml.attributeName(i);
      if (name.length() == 1) {
        switch (name.charAt(0)) {
          case 'r' -> {
            xml.attribute(i, attribute);
            moveToCell();
          }
          case 's' -> {
            xml.attribute(i, attribute);
            style = attribute.toInt();
          }
          case 't' -> {
            xml.attribute(i, attribute);
            storage = storageOf(attribute);
          }
          default -> {
            // Unknown.
          }
        }
      }
    }
    place.enterColumn(column);
    if (column >= CellReference.MOST_COLUMNS) {
      throw WorkbookErrors.damaged(
          place.now(), "no row has more than " + CellReference.MOST_COLUMNS + " columns");
    }
  }

  private void moveToCell() {
    long reference = CellReference.parse(attribute.characters, attribute.start, attribute.end);
    if (reference == CellReference.NONE) {
      throw WorkbookErrors.damaged(
          place.now(), "a cell is named " + shortened(attribute) + ", which is no cell");
    }
    column = CellReference.column(reference);
    int cellRow = CellReference.row(reference);
    if (cellRow != row) {
      if (numbered || cellRow < row) {
        throw WorkbookErrors.damaged(
            place.now(), "it holds the cell " + attribute + " of another row");
      }
      // The row has no number of its own.
      row = cellRow;
      place.enterRow(row);
    }
    numbered = true;
  }

  private static String shortened(AttributeText text) {
    return Quoted.of(text);
  }

  private static Storage storageOf(AttributeText type) {
    return switch (type.end - type.start) {
      case 1 ->
          switch (type.characters[type.start]) {
            case 's' -> Storage.SHARED_TEXT;
            case 'b' -> Storage.BOOLEAN;
            case 'e' -> Storage.ERROR;
            case 'd' -> Storage.ISO_TIME;
            default -> Storage.NUMBER;
          };
      case 3 -> Storage.TEXT;
      case 9 -> Storage.TEXT_IN_PLACE;
      default -> Storage.NUMBER;
    };
  }

  /** What the cell holds: a text, a {@link CellValue}, or null. */
  private @Nullable Object content() {
    if (!inPlace.isEmpty() && (storage == Storage.TEXT_IN_PLACE || value.isEmpty())) {
      return inPlace.toString();
    }
    if (value.isEmpty()) {
      return null;
    }
    if (storage == Storage.TEXT || storage == Storage.TEXT_IN_PLACE) {
      value.decodeFrom(0);
      return value.toString();
    }
    char[] characters = value.characters();
    int start = 0;
    int end = value.length();
    while (start < end && characters[start] <= ' ') {
      start++;
    }
    while (end > start && characters[end - 1] <= ' ') {
      end--;
    }
    if (start == end) {
      return null;
    }
    return switch (storage) {
      case SHARED_TEXT -> shared(WholeNumber.of(characters, start, end));
      case NUMBER -> number(characters, start, end);
      case BOOLEAN -> truth(new String(characters, start, end - start));
      case ERROR -> new CellValue(Kind.ERROR, new String(characters, start, end - start), null);
      default -> time(new String(characters, start, end - start));
    };
  }

  private @Nullable String shared(int index) {
    if (!strings.has(index)) {
      throw WorkbookErrors.damaged(place.now(), "its text is missing");
    }
    String text = strings.get(index);
    return text.isEmpty() ? null : text;
  }

  private Object number(char[] characters, int start, int end) {
    String text = StoredNumber.of(characters, start, end);
    if (text == null) {
      return new String(characters, start, end - start);
    }
    CellStyle shown = styles.get(style);
    CellValue moment =
        shown.time() == TimeFormat.NONE
            ? null
            : IsoTime.of(StoredNumber.valueOf(text), shown.time(), since1904);
    return moment == null ? new CellValue(Kind.NUMBER, text, shown.number()) : moment;
  }

  private static Object truth(String text) {
    return switch (text) {
      case "1", "true", "TRUE" -> TRUE;
      case "0", "false", "FALSE" -> FALSE;
      default -> text;
    };
  }

  private Object time(String text) {
    CellValue moment = IsoTime.of(text, styles.get(style).time());
    return moment == null ? text : moment;
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
    return xml.share();
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}

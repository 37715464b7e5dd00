package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.text.VisibleText;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the cells whose text was read in a wrong encoding before, by column, and keeps the first
 * places. Nothing is refused or put right for it. Not thread-safe.
 */
final class MisreadTexts {

  private static final int MOST_PLACES = 3;

  /** JSON may have other labels in every row, of which some are looked at. */
  private static final int MOST_COLUMNS = 1_000;

  private record Place(long row, long line) {}

  private static final class Column {
    private final List<Place> places = new ArrayList<>();
    private long count;
  }

  private final Charset encoding;
  private final Map<String, Column> columns = new HashMap<>();
  private long count;

  /**
   * Of a source.
   *
   * @param encoding the encoding in which it is read
   */
  MisreadTexts(Charset encoding) {
    this.encoding = encoding;
  }

  /** Looks at the cells of a row. */
  void add(Row row) {
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.cell(i);
      String text =
          cell instanceof String string ? string : cell instanceof JsonText json ? json.text() : "";
      if (Mojibake.isIn(text)) {
        add(row, i);
      }
    }
  }

  private void add(Row row, int cell) {
    count++;
    Header header = row.header();
    String label = header.label(cell);
    if (columns.size() < MOST_COLUMNS || columns.containsKey(label)) {
      Column column = columns.computeIfAbsent(label, unused -> new Column());
      column.count++;
      if (column.places.size() < MOST_PLACES) {
        column.places.add(new Place(row.number(), row.line()));
      }
    }
  }

  /** How many such cells there are. */
  long count() {
    return count;
  }

  /** The first places in each column, in the order of the rows. */
  List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    columns.forEach(
        (label, column) -> {
          String message = message(label, column.count);
          column.places.forEach(
              place ->
                  notices.add(
                      new Notice(ErrorCode.MOJIBAKE, place.row, place.line, null, message)));
        });
    notices.sort(Comparator.comparingLong(Notice::line).thenComparing(Notice::message));
    return notices;
  }

  private String message(String label, long cells) {
    return VisibleText.of(label)
        + ": the text looks like UTF-8 that was read as windows-1252, such as Ã¼ for ü"
        + (encoding.equals(StandardCharsets.UTF_8)
            ? ", before it came into this file"
            : "; perhaps this file is UTF-8 and not " + encoding.name())
        + " ("
        + cells
        + (cells == 1 ? " cell" : " cells")
        + " of this column)";
  }
}

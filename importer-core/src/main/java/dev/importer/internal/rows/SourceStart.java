package dev.importer.internal.rows;

import dev.importer.error.SourceException;
import dev.importer.internal.check.SourceSample;
import dev.importer.internal.parse.RowReader;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the beginning of a source again. */
final class SourceStart implements SourceSample {

  private static final int MOST_ROWS = 200;
  private static final int MOST_RECORDS = 30;

  /** With this much text in cells it is enough, however few rows it is. */
  private static final long MOST_CHARACTERS = 1L << 20;

  private final Supplier<RowReader> rows;
  private final Supplier<RowReader> records;

  /**
   * The beginning of a source.
   *
   * @param rows opens it as it is read
   * @param records opens it as if all of it were rows
   */
  SourceStart(Supplier<RowReader> rows, Supplier<RowReader> records) {
    this.rows = rows;
    this.records = records;
  }

  @Override
  public List<Row> rows() {
    return first(rows, MOST_ROWS);
  }

  @Override
  public List<Row> records() {
    return first(records, MOST_RECORDS);
  }

  private static List<Row> first(Supplier<RowReader> source, int most) {
    List<Row> first = new ArrayList<>();
    long characters = 0;
    try (RowReader reader = source.get()) {
      while (first.size() < most && characters < MOST_CHARACTERS) {
        Row row = reader.next();
        if (row == null) {
          break;
        }
        first.add(row);
        for (int i = 0; i < row.size(); i++) {
          characters += row.cell(i) instanceof String text ? text.length() : 0;
        }
      }
    } catch (SourceException e) {
      // What was read until then is enough to look at; reading it for good says what is wrong.
    }
    return first;
  }
}

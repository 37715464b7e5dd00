package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the columns that are left out off rows as they were parsed, with what is wrong in them.
 * What comes out is all that is checked and stored. Not thread-safe.
 */
public final class ColumnSelection {

  /** These say that the row as a whole was read in another way than it was meant. */
  private static final Set<ErrorCode> OF_WHOLE_ROWS =
      Set.of(ErrorCode.STRAY_QUOTE, ErrorCode.EXTRA_CELL, ErrorCode.JSON_NOT_OBJECT);

  private final ColumnMeanings meanings;
  private @Nullable Header lastHeader;
  private Header keptHeader = new Header(List.of());
  private int[] kept = {};

  private ColumnSelection(ColumnMeanings meanings) {
    this.meanings = meanings;
  }

  /** A selection; null if all columns are kept. */
  public static @Nullable ColumnSelection of(ColumnMeanings meanings) {
    return meanings.leftOut().isEmpty() ? null : new ColumnSelection(meanings);
  }

  /** The row without the columns that are left out. */
  public Row of(Row row) {
    if (row.header() != lastHeader) {
      bind(row.header());
    }
    boolean whole = kept.length == row.size() && row.faults().isEmpty();
    if (whole || isNoObject(row)) {
      return row;
    }
    @Nullable Object[] cells = new Object[kept.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.cell(kept[i]);
    }
    List<ImportError> faults = row.faults();
    return new Row(
        kept.length == row.size() ? row.header() : keptHeader,
        cells,
        row.number(),
        row.line(),
        faults.isEmpty() ? faults : faults.stream().filter(this::concernsOthers).toList());
  }

  private static boolean isNoObject(Row row) {
    return row.faults().stream().anyMatch(f -> f.code().equals(ErrorCode.JSON_NOT_OBJECT));
  }

  private boolean concernsOthers(ImportError fault) {
    return fault.field() == null
        || OF_WHOLE_ROWS.contains(fault.code())
        || !meanings.isLeftOut(fault.field());
  }

  private void bind(Header header) {
    lastHeader = header;
    kept =
        IntStream.range(0, header.size())
            .filter(i -> !meanings.isLeftOut(header.label(i)))
            .toArray();
    keptHeader = new Header(IntStream.of(kept).mapToObj(header::label).toList());
  }
}

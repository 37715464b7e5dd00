package dev.importer.internal.correct;

import dev.importer.error.ChangeException;
import dev.importer.internal.store.ImportChange;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Cells that are named one by one. */
final class EditedRows implements Corrections {

  private final ImportChange change;
  private final CellNames names;
  private final Map<Long, Map<String, @Nullable Object>> edits = new LinkedHashMap<>();

  /**
   * Edits of rows; of two that name the same cell, the later one counts.
   *
   * @throws ChangeException {@code UNKNOWN_ROW} or {@code UNKNOWN_FIELD}
   */
  EditedRows(ImportChange change, RowChanges rows, List<RowEdit> edits) {
    this.change = change;
    this.names = new CellNames(change, rows);
    for (RowEdit edit : edits) {
      long row = edit.rowNumber();
      if (row < 1 || row > change.summary().totalRecords()) {
        throw new ChangeException(
            ChangeException.Reason.UNKNOWN_ROW,
            change.summary().id(),
            row,
            "Import "
                + change.summary().id()
                + " has no row "
                + row
                + "; it has "
                + change.summary().totalRecords()
                + ". Nothing was changed.");
      }
      edit.cells().keySet().forEach(name -> names.require(name, row));
      this.edits.computeIfAbsent(row, unused -> new LinkedHashMap<>()).putAll(edit.cells());
    }
  }

  @Override
  public long rows() {
    return edits.size();
  }

  @Override
  public void forEach(Reader reader, LongConsumer passed) {
    for (Map.Entry<Long, Map<String, @Nullable Object>> edit : edits.entrySet()) {
      StoredRecord stored = change.record(edit.getKey());
      if (stored == null) {
        throw new IllegalStateException(
            "row " + edit.getKey() + " of a completed import is not stored");
      }
      reader.read(stored, names.correction(stored, edit.getValue()));
      passed.accept(1);
    }
  }
}

package dev.importer.internal.correct;

import dev.importer.internal.check.RowValidator;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.keys.KeyIndex;
import dev.importer.internal.store.ImportChange;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an import by their primary keys. Of rows with the same key the valid one has it. Not
 * thread-safe. Whoever makes it closes it.
 */
final class RowsByKey implements WholeRows.Numbers, AutoCloseable {

  private static final int KEY = 0;

  private final RowValidator validator;
  private final KeyIndex index;

  RowsByKey(ImportChange change, RowChanges rows, KeyFiles files) {
    this.validator = rows.validator();
    this.index = new KeyIndex(files);
    List<RecordStatus> statuses = List.of(RecordStatus.VALID, RecordStatus.FAILED);
    rows.running().expect(statuses.size() * change.lastRow());
    for (RecordStatus status : statuses) {
      change.forEachRecord(
          stored -> {
            rows.running().passed(1);
            if (stored.status() == status) {
              add(stored);
            }
          });
    }
  }

  private void add(StoredRecord stored) {
    Map<String, @Nullable Object> cells = stored.cells();
    Row row =
        new Row(
            new Header(List.copyOf(cells.keySet())),
            cells.values().toArray(),
            stored.rowNumber(),
            stored.lineNumber(),
            List.of());
    Object[] key = validator.primaryKey(row, stored.status() == RecordStatus.VALID);
    if (key != null) {
      long unused = index.add(KEY, stored.rowNumber(), key);
    }
  }

  @Override
  public long of(Row row) {
    Object[] key = validator.primaryKey(row, false);
    return key == null ? 0 : index.find(KEY, key);
  }

  @Override
  public void close() {
    index.close();
  }
}

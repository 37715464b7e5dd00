package dev.importer.internal.store;

import dev.importer.error.ChangeException;
import dev.importer.error.ImportNotFoundException;
import dev.importer.results.ChangedRow;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredChange;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What was changed in the rows of imports. Thread-safe. */
public final class ChangeLog {

  private static final String CHANGES = "changes";
  private static final String ROWS = "changedrows";

  private final Database database;

  ChangeLog(Database database) {
    this.database = database;
  }

  /**
   * The changes of an import, newest first.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws IllegalArgumentException if the cursor is not one of this list
   */
  public Page<StoredChange> changes(long importId, PageRequest request) {
    long before = Cursor.idOf(CHANGES, request.cursor(), Long.MAX_VALUE);
    requireImport(importId);
    List<StoredChange> found =
        database.read(
            handle ->
                ChangeTable.list(handle, importId, before, request.limit() + 1, request.offset()));
    return page(CHANGES, found, request, StoredChange::number);
  }

  /** One change; empty if there is none of this number. */
  public Optional<StoredChange> find(long importId, long number) {
    requireImport(importId);
    return database.read(handle -> ChangeTable.find(handle, importId, number));
  }

  /**
   * The rows of a change in the order of the source.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ChangeException {@code UNKNOWN_CHANGE} if it has no such change
   * @throws IllegalArgumentException if the cursor is not one of such a list
   */
  public Page<ChangedRow> rows(long importId, long number, PageRequest request) {
    long after = Cursor.idOf(ROWS, request.cursor(), 0);
    if (find(importId, number).isEmpty()) {
      throw unknown(importId, number);
    }
    List<ChangedRow> found =
        database.read(
            handle ->
                ChangeTable.rows(
                    handle, importId, number, after, request.limit() + 1, request.offset()));
    return page(ROWS, found, request, ChangedRow::rowNumber);
  }

  /** What is said where an import has no change of this number. */
  public static ChangeException unknown(long importId, long number) {
    return new ChangeException(
        ChangeException.Reason.UNKNOWN_CHANGE,
        importId,
        null,
        "Import "
            + importId
            + " has no change "
            + number
            + ". Ask for its changes to see those there are.");
  }

  private void requireImport(long importId) {
    boolean known =
        database.read(handle -> handle.attach(ImportDao.class).find(importId).isPresent());
    if (!known) {
      throw new ImportNotFoundException(importId);
    }
  }

  private static <T> Page<T> page(
      String list, List<T> found, PageRequest request, ToLongFunction<T> id) {
    boolean more = found.size() > request.limit();
    List<T> items = more ? found.subList(0, request.limit()) : found;
    return new Page<>(
        items, more ? Cursor.after(list, id.applyAsLong(items.get(items.size() - 1))) : null);
  }
}

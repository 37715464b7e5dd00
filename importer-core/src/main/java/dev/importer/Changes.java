package dev.importer;

import dev.importer.error.ChangeException;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.results.ChangeResult;
import dev.importer.results.ChangedRow;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredChange;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the rows of one completed import. {@link Importer#changes} gives it. Thread-safe; its
 * calls throw what those of {@link Importer} do.
 *
 * <pre>{@code
 * Changes changes = importer.changes(7);
 * changes.replace(ValueReplacement.of("age", "n/a", "unknown").with(null));
 * changes.edit(RowEdit.of(12).set("email", "bob@example.com"));
 * changes.undo(1);
 * }</pre>
 *
 * <p>Each change is one transaction that is done whole or not at all, has a number, and remembers
 * the rows as they were. Only the rows that it names are checked again, rules across rows included;
 * a refused row may become valid, and a valid one refused. Files of corrections, {@link
 * Importer#correct}, are numbered with them.
 *
 * <p>Every call throws {@link ImportNotFoundException} if there is no such import; those that
 * change something throw {@link ImportStateException} if it is not completed, and {@link
 * ChangeException} if what is asked for cannot be done, after which nothing is changed.
 */
public final class Changes {

  private final Supplier<Storage> storage;
  private final long importId;
  private final @Nullable Long expected;

  Changes(Supplier<Storage> storage, long importId, @Nullable Long expected) {
    this.storage = storage;
    this.importId = importId;
    this.expected = expected;
  }

  /**
   * The same, for changes that are only made if nobody else has made one since: otherwise they
   * throw a {@link ChangeException} with {@code CHANGED_MEANWHILE}.
   *
   * @param lastChange the number of the last change that is known, as in {@link
   *     dev.importer.results.StoredImport#lastChange}; 0 for none
   */
  public Changes ifLastIs(long lastChange) {
    return new Changes(storage, importId, lastChange);
  }

  /** Changes cells of one row. */
  public ChangeResult edit(RowEdit edit) {
    return edit(List.of(edit));
  }

  /**
   * Changes cells of rows, refused or valid.
   *
   * @param edits the cells; of two that name the same one, the later counts
   */
  public ChangeResult edit(List<RowEdit> edits) {
    return storage.get().editor().edit(importId, edits, expected);
  }

  /** Puts one value in the place of others, in every row that has them. */
  public ChangeResult replace(ValueReplacement replacement) {
    return storage.get().editor().replace(importId, replacement, expected);
  }

  /**
   * Takes a change back. Rows that were changed since are left alone, and named in the result. To
   * undo that is a change as well, which can be undone.
   *
   * @param number the number of the change, 1-based
   */
  public ChangeResult undo(long number) {
    return storage.get().editor().undo(importId, number, expected);
  }

  /**
   * All changes, newest first.
   *
   * @throws IllegalArgumentException if the cursor does not come from such a page
   */
  public Page<StoredChange> list(PageRequest request) {
    return storage.get().store().changes().changes(importId, request);
  }

  /** One change; empty if there is none of this number. */
  public Optional<StoredChange> find(long number) {
    return storage.get().store().changes().find(importId, number);
  }

  /**
   * The rows of a change, in the order of the source.
   *
   * @throws ChangeException {@code UNKNOWN_CHANGE}
   * @throws IllegalArgumentException if the cursor does not come from such a page
   */
  public Page<ChangedRow> rows(long number, PageRequest request) {
    return storage.get().store().changes().rows(importId, number, request);
  }
}

package dev.importer.internal.correct;

import dev.importer.internal.store.ImportChange;
import dev.importer.internal.store.ImportStore;
import dev.importer.results.ChangeResult;
import dev.importer.results.StoredChange;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Changes cells of stored rows, and undoes changes. Thread-safe. */
public final class Editor {

  private final ChangeService changes;

  /** An editor. */
  public Editor(ChangeService changes) {
    this.changes = changes;
  }

  /**
   * Changes cells of some rows.
   *
   * @param expected the number that the last change must have; null if any will do
   */
  public ChangeResult edit(long id, List<RowEdit> edits, @Nullable Long expected) {
    return apply(
        id,
        new ImportChange.Request(StoredChange.Kind.EDIT, null, null, null, expected),
        (change, rows) -> new EditedRows(change, rows, edits));
  }

  /**
   * Puts one value in the place of others.
   *
   * @param expected the number that the last change must have; null if any will do
   */
  public ChangeResult replace(long id, ValueReplacement replacement, @Nullable Long expected) {
    return apply(
        id,
        new ImportChange.Request(StoredChange.Kind.REPLACE, replacement, null, null, expected),
        (change, rows) -> new ReplacedRows(change, rows, replacement));
  }

  private ChangeResult apply(
      long id,
      ImportChange.Request request,
      BiFunction<ImportChange, RowChanges, Corrections> finder) {
    return change(
        id,
        request,
        (change, rows) -> {
          rows.apply(
              finder.apply(change, rows), RowChanges.ValidRowRule.CHANGED, (stored, outcome) -> {});
          return LeftAlone.NONE;
        });
  }

  /**
   * Takes a change back: its rows are again what they were before, except those that were changed
   * since.
   *
   * @param number the number of the change
   * @param expected the number that the last change must have; null if any will do
   */
  public ChangeResult undo(long id, long number, @Nullable Long expected) {
    return change(
        id,
        new ImportChange.Request(StoredChange.Kind.UNDO, null, null, number, expected),
        (change, rows) -> {
          Undo undo = new Undo(change, rows, number);
          undo.run();
          return new LeftAlone(undo.leftAlone(), undo.leftAloneRows());
        });
  }

  /** Rows that were to be changed and could not be: the first of them, and how many there are. */
  private record LeftAlone(List<Long> first, long count) {
    static final LeftAlone NONE = new LeftAlone(List.of(), 0);
  }

  private ChangeResult change(
      long id, ImportChange.Request request, BiFunction<ImportChange, RowChanges, LeftAlone> work) {
    ImportStore.Changed<LeftAlone> done = changes.run(id, request, work);
    LeftAlone left = done.result();
    return new ChangeResult(done.change(), left.first(), left.count(), done.summary());
  }
}

package dev.importer.internal.correct;

import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.host.TargetRefusals;
import dev.importer.internal.rows.RefusalWatch;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportChange;
import dev.importer.results.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * Refuses stored rows that a table of the application does not take. Not thread-safe; whoever makes
 * it closes it.
 */
final class RefusedByTarget implements TargetRefusals, AutoCloseable {

  private final ImportChange change;
  private final RowValidator validator;
  private final ValidRows validRows;
  private final @Nullable RefusalWatch watch;

  /**
   * Begins to refuse rows of an import.
   *
   * @param spool where the keys of rows lie if they are too many for the memory
   * @param watch tells when too many are refused; null if any number may be
   */
  RefusedByTarget(ImportChange change, Spool spool, @Nullable RefusalWatch watch) {
    this.change = change;
    this.watch = watch;
    this.validator =
        new RowValidator(
            change.schema(), change.mapping(), change.cleaning(), spool, change.severities());
    this.validRows = ValidRows.of(change.summary(), change.schema(), validator);
  }

  /**
   * Refuses a row.
   *
   * @throws SourceException if too many are refused
   */
  @Override
  public void refuse(ImportError error) {
    StoredRecord stored = change.record(error.row());
    if (stored == null) {
      throw new IllegalStateException("row " + error.row() + " is not there to be refused");
    }
    ImportError placed =
        new ImportError(
            error.code(),
            error.rule(),
            error.field(),
            error.column(),
            error.value(),
            error.message(),
            error.row(),
            stored.lineNumber());
    change.refuse(
        stored, CheckedRow.Failed.afterwards(validRows.asSource(stored), stored.changes(), placed));
    SourceException tooMany = watch == null ? null : watch.later(placed);
    if (tooMany != null) {
      throw tooMany;
    }
  }

  @Override
  public void close() {
    validator.close();
  }
}

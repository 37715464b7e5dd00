package dev.importer.internal.correct;

import dev.importer.error.ChangeException;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.internal.host.BoundTarget;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.host.TargetRows;
import dev.importer.internal.rows.RefusalWatch;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportChange;
import dev.importer.internal.store.ImportStore;
import dev.importer.job.ChangeProgress;
import dev.importer.job.ImportEvent;
import dev.importer.job.ImportOption;
import dev.importer.job.OptionException;
import dev.importer.results.StoredImport;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import dev.importer.schema.Schema;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows of imports into tables of the host: when an import completes, when its rows change,
 * and back when it is undone. Thread-safe.
 */
public final class TargetService {

  private final ImportStore store;
  private final Spool spool;
  private final Function<String, Schema> schemas;
  private final RunningChanges running;

  /**
   * A service.
   *
   * @param spool where the keys of rows lie if they are too many for the memory
   * @param schemas gives a schema by its name
   * @param running the changes that run
   */
  public TargetService(
      ImportStore store, Spool spool, Function<String, Schema> schemas, RunningChanges running) {
    this.store = store;
    this.spool = spool;
    this.schemas = schemas;
    this.running = running;
  }

  /**
   * Checks that a target fits its table and a schema.
   *
   * @param target null for no target
   * @throws OptionException if it does not; the message says all that is wrong
   */
  public void requireFit(@Nullable NamedTarget target, Schema schema) {
    if (target != null) {
      try {
        BoundTarget unused = store.inspect((connection, names) -> target.bind(connection, schema));
      } catch (IllegalArgumentException e) {
        throw new OptionException(ImportOption.TARGET, String.valueOf(e.getMessage()));
      }
    }
  }

  /** What is done in the transaction that completes an import; null if it has no target. */
  public ImportStore.@Nullable Completion completion(@Nullable NamedTarget target) {
    return target == null ? null : new ImportStore.Completion(schemas, this::complete);
  }

  private void complete(ImportChange change) {
    StoredImport summary = change.summary();
    RefusalWatch watch =
        new RefusalWatch(change.maxErrors(), summary.totalRecords(), summary.failedRecords());
    BoundTarget target =
        bind(change, message -> new SourceException(ErrorCode.TARGET_MISFIT, message));
    TargetResult unused = apply(change, target, watch, passed -> {});
    SourceException tooMany = watch.end();
    if (tooMany != null) {
      throw tooMany;
    }
  }

  private TargetResult apply(
      ImportChange change, BoundTarget target, @Nullable RefusalWatch watch, LongConsumer passed) {
    try (RefusedByTarget refusals = new RefusedByTarget(change, spool, watch)) {
      TargetResult result =
          rowsOf(change, target, passed).apply(change.validRows(), change.lastRow(), refusals);
      change.setTargetResult(result);
      return result;
    } catch (SQLException e) {
      throw change.failure(e);
    }
  }

  private TargetRows rowsOf(ImportChange change, BoundTarget target, LongConsumer passed) {
    return TargetRows.of(
        change.connection(),
        target,
        change.sql("<p>target_rows"),
        change.summary().id(),
        store.time(),
        passed);
  }

  private BoundTarget bind(ImportChange change, Function<String, RuntimeException> misfit) {
    try {
      return Objects.requireNonNull(change.target()).bind(change.connection(), change.schema());
    } catch (IllegalArgumentException e) {
      throw misfit.apply(e.getMessage() + " Mend it, then try again.");
    } catch (SQLException e) {
      throw change.failure(e);
    }
  }

  private BoundTarget bind(ImportChange change) {
    return bind(change, message -> new ImportStateException(change.summary().id(), message));
  }

  /**
   * Brings what was changed in rows of an import into the table that they went into.
   *
   * @param counted counts the rows that it goes through
   * @throws ChangeException {@code HANDED_OVER} if somebody has changed a row in the table, or
   *     something refers to it
   */
  void follow(ImportChange change, RunningChange counted) {
    TargetResult before = change.summary().target();
    if (before == null || before.undoneAt() != null || !change.isBegun()) {
      return;
    }
    BoundTarget target = bind(change);
    change.flush();
    // As they were, and as they are.
    counted.expect(2 * change.lastRow());
    TargetRows rows = rowsOf(change, target, counted::passed);
    try (RefusedByTarget refusals = new RefusedByTarget(change, spool, null)) {
      Optional<Long> stuck =
          rows.change(
              change.formerRows(),
              change.currentRows(),
              change.otherRows(),
              change.lastRow(),
              refusals);
      if (stuck.isPresent()) {
        throw handedOver(change, target, stuck.get());
      }
      change.setTargetResult(rows.current(change.valid()));
    } catch (SQLException e) {
      throw change.failure(e);
    }
  }

  private static ChangeException handedOver(ImportChange change, BoundTarget target, long row) {
    String table = target.target().table();
    return new ChangeException(
        ChangeException.Reason.HANDED_OVER,
        change.summary().id(),
        row,
        "Row "
            + row
            + " of import "
            + change.summary().id()
            + " is in the table '"
            + table
            + "'"
            + (target.target().isUndoable()
                ? ", where somebody has changed it since, or something refers to it."
                : ", of which no values of before are kept.")
            + " Change it there. Nothing was changed.");
  }

  /**
   * Takes the rows of an import out of the table that they went into.
   *
   * @throws dev.importer.error.ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not completed, went into no table, or is undone already
   */
  public UndoResult undo(long id) {
    return revise(id, ChangeProgress.Kind.TARGET_UNDO, ImportEvent.Kind.UNDONE, this::undo);
  }

  private <T> T revise(
      long id,
      ChangeProgress.Kind kind,
      ImportEvent.Kind event,
      BiFunction<ImportChange, RunningChange, T> work) {
    return running.run(
        id,
        kind,
        counted ->
            store.revise(
                id,
                schemas,
                event,
                change -> {
                  counted.begin();
                  counted.expect(change.lastRow());
                  return work.apply(change, counted);
                }),
        done -> Optional.empty());
  }

  private UndoResult undo(ImportChange change, RunningChange counted) {
    long id = change.summary().id();
    TargetResult before = require(change);
    if (before.undoneAt() != null) {
      throw new ImportStateException(
          id, "Import " + id + " is undone already. Redo brings its rows back.");
    }
    BoundTarget target = bind(change);
    if (!target.target().isUndoable()) {
      throw new ImportStateException(
          id,
          "Import "
              + id
              + " cannot be undone: of the target '"
              + target.name()
              + "' no values of before are kept, or it has no key.");
    }
    try {
      UndoResult result =
          rowsOf(change, target, counted::passed).takeBack(change.validRows(), change.lastRow());
      change.setTargetResult(
          new TargetResult(
              before.target(),
              before.table(),
              before.inserted(),
              before.updated(),
              before.unchanged(),
              before.skipped(),
              store.time()));
      return result;
    } catch (SQLException e) {
      throw change.failure(e);
    }
  }

  /**
   * Brings the rows of an import that was undone into the table again.
   *
   * @return what has become of them
   * @throws dev.importer.error.ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not undone
   */
  public TargetResult redo(long id) {
    return revise(
        id,
        ChangeProgress.Kind.TARGET_REDO,
        ImportEvent.Kind.REDONE,
        (change, counted) -> {
          if (require(change).undoneAt() == null) {
            throw new ImportStateException(
                id, "Import " + id + " is not undone: its rows are in the table.");
          }
          return apply(change, bind(change), null, counted::passed);
        });
  }

  private static TargetResult require(ImportChange change) {
    TargetResult result = change.summary().target();
    if (result == null) {
      long id = change.summary().id();
      throw new ImportStateException(
          id,
          "The rows of import "
              + id
              + " went into no table of the application. Delete it to remove them.");
    }
    return result;
  }

  /**
   * Begins to find out what an import would do in a table of the host.
   *
   * @throws OptionException if the target does not fit its table and the schema
   */
  public TargetRehearsal rehearsal(NamedTarget target, Schema schema) {
    requireFit(target, schema);
    return new TargetRehearsal(store, spool, target, schema);
  }
}

package dev.importer.internal.job;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.internal.correct.TargetService;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.source.Shelf;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.ImportStore.ImportTask;
import dev.importer.job.ImportObserver;
import dev.importer.results.StoredImport;
import dev.importer.schema.Schema;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on claimed imports, and sees to it that each end is stored and told. */
final class ImportWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

  /** Failures that do not lie in the source, so that another attempt may succeed. */
  private static final Set<ErrorCode> WORTH_ANOTHER_ATTEMPT =
      Set.of(
          ErrorCode.NO_SPACE,
          ErrorCode.STORAGE_ERROR,
          ErrorCode.INTERNAL_ERROR,
          ErrorCode.TARGET_MISFIT,
          ErrorCode.ROW_CHECK_ERROR);

  /**
   * The database is away, or another one leads for the moment; nothing is wrong with the import.
   */
  private static final Set<StorageException.Reason> LATER =
      Set.of(
          StorageException.Reason.UNREACHABLE,
          StorageException.Reason.READ_ONLY,
          StorageException.Reason.LOCKED);

  private final ImportStore store;
  private final Spool spool;
  private final Shelf shelf;
  private final ImportService.Settings settings;
  private final TargetService targets;
  private final OpenImports open;
  private final BooleanSupplier closing;
  private final ImportObserver observer;

  ImportWorker(
      ImportStore store,
      Spool spool,
      Shelf shelf,
      ImportService.Settings settings,
      TargetService targets,
      OpenImports open,
      BooleanSupplier closing) {
    this.store = store;
    this.spool = spool;
    this.shelf = shelf;
    this.settings = settings;
    this.targets = targets;
    this.open = open;
    this.closing = closing;
    this.observer = new GuardedObserver(settings.observers());
  }

  /** Works on the imports that wait, one after the other, until there is none for this worker. */
  void runWaiting() {
    try {
      while (!closing.getAsBoolean()) {
        Optional<ImportTask> next = store.claimNext(settings.workers());
        if (next.isEmpty()) {
          return;
        }
        run(next.get());
      }
    } catch (StorageException e) {
      LOG.warn("No import could be begun; it is tried again: {}", e.getMessage(), e);
    }
  }

  /** Works on an import that this instance has claimed. Throws nothing. */
  void run(ImportTask task) {
    LogContext.during(task.id(), () -> work(task));
  }

  private void work(ImportTask task) {
    RunState state = open.enter(task.id());
    state.start(task.content().size(), task.checkpoint(), task.failed());
    LOG.atInfo()
        .addKeyValue("row", task.checkpoint() + 1)
        .log("Import {} begins at row {}", task.id(), task.checkpoint() + 1);
    try {
      work(task, state);
    } catch (RuntimeException | Error e) {
      LOG.error("The end of import {} could not be stored; it is tried again", task.id(), e);
    } finally {
      // Whatever went wrong, memory run out included: nobody waits for a run that is over.
      if (!state.result().isDone()) {
        open.fail(task.id(), state, interrupted(task.id()));
      }
    }
  }

  /**
   * The import under its schema as it is now. If that has changed since rows were checked, it
   * begins anew, so that never some rows are checked against the one and some against the other.
   *
   * @return empty if the import is no longer that of this worker
   */
  private Optional<ImportTask> underCurrentSchema(ImportTask task, RunState state) {
    ImportPlan plan = task.plan();
    Schema schema = plan.schema().current(settings::schema);
    if (plan.isUnder(schema)) {
      return Optional.of(task);
    }
    if (task.checkpoint() > 0 && plan.handler() != null) {
      throw new SourceException(
          ErrorCode.HANDLER_ERROR,
          "The schema '"
              + schema.name()
              + "' has changed since the row handler '"
              + plan.handler()
              + "' took rows of this import, so it can neither resume nor begin anew. Remove what"
              + " the handler stored of it, then send the file again.");
    }
    LOG.atWarn()
        .addKeyValue("schema", schema.name())
        .addKeyValue("rows", task.checkpoint())
        .log(
            "Import {} begins anew at row 1: the schema '{}' has changed since it was accepted; {}"
                + " rows that were checked before are removed",
            task.id(),
            schema.name(),
            task.checkpoint());
    Optional<ImportTask> begun = store.beginAnew(task, plan.under(schema), Housekeeping.PURGE_ROWS);
    begun.ifPresent(anew -> state.start(anew.content().size(), 0, 0));
    return begun;
  }

  private void work(ImportTask task, RunState state) {
    SourceException failure = null;
    try {
      Optional<ImportTask> current = underCurrentSchema(task, state);
      ImportRun.End end =
          current.isEmpty()
              ? ImportRun.End.LOST
              : new ImportRun(
                      store,
                      spool,
                      shelf,
                      current.get(),
                      settings,
                      targets,
                      observer,
                      state,
                      closing)
                  .run();
      if (end == ImportRun.End.INTERRUPTED) {
        leave(task, state);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leave(task, state);
      return;
    } catch (SourceException e) {
      failure = e;
      fail(task, e);
    } catch (StorageException e) {
      if (LATER.contains(e.reason())) {
        release(task, state, e);
        return;
      }
      LOG.error("Import {} was stopped by the database", task.id(), e);
      fail(task, ofStorage(e));
    } catch (RuntimeException | Error e) {
      LOG.error("Import {} was stopped by an internal error", task.id(), e);
      fail(
          task,
          new SourceException(
              ErrorCode.INTERNAL_ERROR,
              "The import was stopped by an internal error. Try it again, or send the file again.",
              null,
              null,
              e));
    }
    end(task, state, failure);
  }

  private static SourceException ofStorage(StorageException failure) {
    return failure.reason() == StorageException.Reason.NO_SPACE
        ? new SourceException(
            ErrorCode.NO_SPACE,
            failure.getMessage() + " Free some, then try the import again, or send the file again.",
            null,
            null,
            failure)
        : new SourceException(
            ErrorCode.STORAGE_ERROR,
            failure.getMessage() + " Try the import again, or send the file again.",
            null,
            null,
            failure);
  }

  /** If even this cannot be stored, the import is tried again later. */
  private void fail(ImportTask task, SourceException failure) {
    try {
      store.fail(task.lease(), failure, WORTH_ANOTHER_ATTEMPT.contains(failure.code()));
    } catch (StorageException e) {
      LOG.error("Import {} could not be marked as failed and is tried again", task.id(), e);
    }
  }

  private void end(ImportTask task, RunState state, @Nullable SourceException failure) {
    long id = task.id();
    try {
      Optional<StoredImport> stored = store.queries().find(id);
      if (stored.isPresent() && !stored.get().status().hasEnded()) {
        open.fail(id, state, interrupted(id));
        return;
      }
      stored.ifPresent(ended -> tell(ended, state.progress().elapsed()));
      if (stored.isEmpty() || !stored.get().retryable()) {
        discard(task);
      }
      open.settle(id, state, stored, failure == null ? null : failure.getCause());
    } catch (StorageException e) {
      LOG.error("The end of import {} could not be read", id, e);
      open.fail(id, state, e);
    }
  }

  private void tell(StoredImport ended, Duration working) {
    StoredImport.Failure failure = ended.failure();
    LOG.atInfo()
        .addKeyValue("status", ended.status().text())
        .addKeyValue("rows", ended.totalRecords())
        .addKeyValue("failed", ended.failedRecords())
        .addKeyValue("bytes", ended.fileSize())
        .addKeyValue("millis", working.toMillis())
        .addKeyValue("error", failure == null ? "" : failure.code())
        .log(
            "Import {} {}: {} rows, {} failed, {} ms{}",
            ended.id(),
            ended.status().text(),
            ended.totalRecords(),
            ended.failedRecords(),
            working.toMillis(),
            failure == null ? "" : ", " + failure.code());
    observer.importEnded(
        new ImportObserver.ImportEnded(
            ended.id(),
            ended.status(),
            ended.totalRecords(),
            ended.failedRecords(),
            ended.fileSize(),
            working));
  }

  private void discard(ImportTask task) {
    try {
      shelf.drop(task.content());
    } catch (StorageException e) {
      LOG.warn("The file of import {} stays in the spool until the next start", task.id(), e);
    }
  }

  /**
   * Nothing is wrong with the import: it stays where it is, and housekeeping puts it back among
   * those that wait once the database answers again.
   */
  private void release(ImportTask task, RunState state, StorageException lost) {
    LOG.warn(
        "Import {} has lost the database and goes on later from its checkpoint: {}",
        task.id(),
        lost.getMessage(),
        lost);
    open.fail(task.id(), state, interrupted(task.id()));
  }

  /** The importer is closing or the thread was interrupted: the import goes on later. */
  private void leave(ImportTask task, RunState state) {
    LOG.info("Import {} is left at its checkpoint", task.id());
    store.ownership().release(task.id());
    open.fail(task.id(), state, interrupted(task.id()));
  }

  private static ImportStateException interrupted(long id) {
    return new ImportStateException(
        id, "Import " + id + " was interrupted and goes on later from its checkpoint.");
  }
}

package dev.importer.internal.job;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportStateException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.SourceException;
import dev.importer.internal.store.ImportStore;
import dev.importer.job.ImportResult;
import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The imports that this instance works on or that somebody in it waits for: as many as may wait and
 * run. All of it can be rebuilt from the database.
 */
final class OpenImports {

  private final ImportStore store;
  private final Map<Long, RunState> states = new ConcurrentHashMap<>();

  OpenImports(ImportStore store) {
    this.store = store;
  }

  /** The entry of an import, made if there is none. */
  RunState enter(long id) {
    return states.computeIfAbsent(id, RunState::new);
  }

  /** The entry of an import, if there is one. */
  @Nullable RunState find(long id) {
    return states.get(id);
  }

  boolean isRunning(long id) {
    RunState state = states.get(id);
    return state != null && state.isRunning();
  }

  /** Waits until a run that was told to stop has stopped; at once if there is none. */
  void awaitStop(long id) {
    RunState state = states.get(id);
    if (state != null && state.isAbandoned()) {
      state.result().handle((result, failure) -> true).join();
    }
  }

  /**
   * The end of an import that exists. The entry is made before the import is looked up, so that an
   * end that comes in between is noticed by one of the two.
   */
  CompletableFuture<ImportResult> watch(long id) {
    RunState state = enter(id);
    settleIfEnded(id, state);
    return state.result();
  }

  /** Notices the ends that other processes have brought to imports that are waited for here. */
  void settleIdle() {
    states.forEach(
        (id, state) -> {
          if (!state.isRunning()) {
            settleIfEnded(id, state);
          }
        });
  }

  private void settleIfEnded(long id, RunState state) {
    Optional<StoredImport> stored = store.queries().find(id);
    if (stored.isEmpty() || stored.get().status().hasEnded()) {
      settle(id, state, stored, null);
    }
  }

  /**
   * Tells everybody who waits how an import has ended.
   *
   * @param cause what made it fail, if that is known here
   */
  void settle(long id, RunState state, Optional<StoredImport> stored, @Nullable Throwable cause) {
    if (stored.isEmpty()) {
      fail(id, state, new ImportStateException(id, "Import " + id + " was deleted."));
      return;
    }
    StoredImport ended = stored.get();
    if (ended.status() == ImportStatus.COMPLETED) {
      states.remove(id, state);
      state.result().complete(new ImportResult(ended, false));
    } else if (ended.failure() != null) {
      fail(id, state, exception(ended.failure(), cause).ofImport(id));
    } else {
      fail(id, state, new ImportStateException(id, "Import " + id + " was cancelled."));
    }
  }

  /** Tells everybody who waits that there will be no result here. */
  void fail(long id, RunState state, Throwable reason) {
    states.remove(id, state);
    state.result().completeExceptionally(reason);
  }

  /**
   * Waits until the runs that are under way have stopped, and tells everybody else that there will
   * be no result.
   */
  void close() {
    states.forEach(
        (id, state) -> {
          if (state.isRunning()) {
            state.result().handle((result, failure) -> true).join();
          } else {
            fail(id, state, new ImporterClosedException());
          }
        });
  }

  private static SourceException exception(
      StoredImport.Failure failure, @Nullable Throwable cause) {
    ErrorCode code =
        ErrorCode.find(failure.code())
            .orElseGet(() -> new ErrorCode(failure.code(), ErrorCode.Scope.FILE));
    return new SourceException(code, failure.message(), failure.line(), failure.column(), cause)
        .withMissingLabels(failure.missingLabels());
  }
}

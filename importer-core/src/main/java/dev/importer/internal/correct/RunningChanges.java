package dev.importer.internal.correct;

import dev.importer.job.ChangeJob;
import dev.importer.job.ChangeProgress;
import dev.importer.results.StoredChange;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The changes of stored rows that run in this importer, one of an import at most. Thread-safe. */
public final class RunningChanges {

  private final Map<Long, RunningChange> changes = new ConcurrentHashMap<>();

  /** The change of an import that runs; empty if none does. */
  public Optional<ChangeJob> find(long importId) {
    return Optional.ofNullable(changes.get(importId));
  }

  /**
   * Makes a change.
   *
   * @param work begins it and counts what it does
   * @param change what was changed, of what the work gives
   */
  <T> T run(
      long importId,
      ChangeProgress.Kind kind,
      Function<RunningChange, T> work,
      Function<T, Optional<StoredChange>> change) {
    RunningChange running = new RunningChange(this, importId, kind);
    try {
      T done = work.apply(running);
      remove(running);
      running.end(change.apply(done));
      return done;
    } catch (RuntimeException | Error e) {
      remove(running);
      running.fail(e);
      throw e;
    }
  }

  void add(RunningChange running) {
    changes.put(running.importId(), running);
  }

  /** The next change of the import may have begun already. */
  private void remove(RunningChange running) {
    boolean unused = changes.remove(running.importId(), running);
  }
}

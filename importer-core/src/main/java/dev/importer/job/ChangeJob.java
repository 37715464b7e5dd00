package dev.importer.job;

import dev.importer.results.StoredChange;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A handle on one change of stored rows that runs. It may be dropped at any time: the change goes
 * on without it. Thread-safe.
 */
public interface ChangeJob {

  /** The import whose rows are changed. */
  long importId();

  /** How far the change has got; at the end, how far it had got. It asks no database. */
  ChangeProgress progress();

  /**
   * What was changed, when the change has ended; empty if nothing was, and for what is done with a
   * table of the application. It fails with what the call that makes the change throws. Each call
   * gives a future of its own.
   */
  CompletableFuture<Optional<StoredChange>> result();
}

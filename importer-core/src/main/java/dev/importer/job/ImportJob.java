package dev.importer.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A handle on one import. It may be dropped at any time: the import continues without it.
 * Thread-safe.
 */
public interface ImportJob {

  /** The id of the import. */
  long id();

  /** Whether this is an earlier import of the same bytes. */
  boolean isDuplicate();

  /** How far the import has got. */
  Progress progress();

  /**
   * The result, when the import has ended. It fails with {@link dev.importer.error.SourceException}
   * if the file cannot be used, with {@link dev.importer.error.ImportStateException} if the import
   * was cancelled or deleted, with {@link dev.importer.error.StorageException} if the database
   * failed, and with {@link dev.importer.error.ImporterClosedException} if the importer was closed
   * before. Each call gives a future of its own, so that cancelling or completing it changes
   * nothing but itself.
   */
  CompletableFuture<ImportResult> result();

  /**
   * Waits for the result.
   *
   * @throws dev.importer.error.ImporterException as {@link #result} fails
   */
  ImportResult await();

  /**
   * Waits for the result and tells a listener of the progress meanwhile.
   *
   * @param interval how long to wait between two calls of the listener
   * @param listener called in this thread, at least once at the end of an interval that the import
   *     outlasts
   * @throws dev.importer.error.ImporterException as {@link #result} fails
   */
  ImportResult await(Duration interval, Consumer<Progress> listener);

  /**
   * Stops the import; none of its rows stay.
   *
   * @throws dev.importer.error.ImportStateException if it has ended
   */
  void cancel();
}

package dev.importer.job;

import dev.importer.error.ImportStateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A handle on one import. It may be dropped at any time: the import goes on without it.
 * Thread-safe.
 */
public final class ImportJob {

  private final ImportService service;
  private final long id;
  private final boolean duplicate;
  private final CompletableFuture<ImportResult> result;

  ImportJob(
      ImportService service, long id, boolean duplicate, CompletableFuture<ImportResult> result) {
    this.service = service;
    this.id = id;
    this.duplicate = duplicate;
    this.result = result;
  }

  /** The id of the import. */
  public long id() {
    return id;
  }

  /** Whether this is an earlier import of the same bytes. */
  public boolean isDuplicate() {
    return duplicate;
  }

  /** How far the import has got. */
  public Progress progress() {
    return service.progress(id);
  }

  /**
   * The result, when the import has ended. It fails with {@link dev.importer.error.SourceException}
   * if the file cannot be used, with {@link dev.importer.error.ImportStateException} if the import
   * was cancelled or deleted, with {@link dev.importer.error.StorageException} if the database
   * failed, and with {@link dev.importer.error.ImporterClosedException} if the importer was closed
   * before. Each call gives a future of its own, so that cancelling or completing it changes
   * nothing but itself.
   */
  public CompletableFuture<ImportResult> result() {
    return result.copy();
  }

  /**
   * Waits for the result.
   *
   * @throws dev.importer.error.ImporterException as {@link #result} fails
   */
  public ImportResult await() {
    return ImportService.join(result());
  }

  /**
   * Waits for the result and tells a listener of the progress meanwhile.
   *
   * @param interval how long to wait between two calls of the listener
   * @param listener called in this thread, at least once at the end of an interval that the import
   *     outlasts
   * @throws dev.importer.error.ImporterException as {@link #result} fails
   */
  public ImportResult await(Duration interval, Consumer<Progress> listener) {
    while (true) {
      try {
        return result().get(interval.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        listener.accept(progress());
      } catch (ExecutionException e) {
        return await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ImportStateException(
            id, "The wait was interrupted; import " + id + " goes on in the background.");
      }
    }
  }

  /**
   * Stops the import; none of its rows stay.
   *
   * @throws dev.importer.error.ImportStateException if it has ended
   */
  public void cancel() {
    service.cancel(id);
  }
}

package dev.importer.job;

import dev.importer.results.ImportStatus;
import java.time.Duration;

/**
 * Is told what running imports do, for metrics. It is called by the threads that do the work, one
 * import at a time but several imports at once, so it must be thread-safe and must not block. What
 * it throws is logged and harms no import.
 */
public interface ImportObserver {

  /** Looks away. */
  ImportObserver NONE = new ImportObserver() {};

  /**
   * Rows that were stored in one transaction.
   *
   * @param importId the import
   * @param rows how many rows
   * @param failed how many of them are failed
   * @param bytes how many bytes of the source were read for them
   * @param preparing how long it took to read, check and encode them
   * @param storing how long their transaction took, with the wait for others who write
   */
  record BatchStored(
      long importId, int rows, int failed, long bytes, Duration preparing, Duration storing) {}

  /**
   * An import that this importer worked on and that has ended.
   *
   * @param importId the import
   * @param status how it ended
   * @param rows how many rows it has
   * @param failed how many of them are failed
   * @param bytes the size of the source
   * @param working how long this importer worked on it
   */
  record ImportEnded(
      long importId, ImportStatus status, long rows, long failed, long bytes, Duration working) {}

  /** A batch was committed. */
  default void batchStored(BatchStored batch) {}

  /** An import has ended, however it ended. */
  default void importEnded(ImportEnded ended) {}
}

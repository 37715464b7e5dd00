package dev.importer.internal.job;

import dev.importer.internal.store.Batch;
import dev.importer.job.ImportObserver;
import java.time.Duration;

/**
 * What it took to make a batch ready for the database.
 *
 * @param bytes how many bytes of the source were read for it; until it is ready, where it begins
 * @param nanos how long that took; until it is ready, when it began
 */
record BatchEffort(long bytes, long nanos) {

  /** Begins at this many bytes of the source. */
  static BatchEffort begin(long bytesRead) {
    return new BatchEffort(bytesRead, System.nanoTime());
  }

  /** Ends at this many bytes of the source. */
  BatchEffort end(long bytesRead) {
    return new BatchEffort(bytesRead - bytes, System.nanoTime() - nanos);
  }

  ImportObserver.BatchStored stored(long importId, Batch batch, Duration storing) {
    return new ImportObserver.BatchStored(
        importId, batch.size(), batch.failed(), bytes, Duration.ofNanos(nanos), storing);
  }
}

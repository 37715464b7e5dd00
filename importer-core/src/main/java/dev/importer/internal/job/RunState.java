package dev.importer.internal.job;

import dev.importer.job.ImportResult;
import dev.importer.job.Progress;
import dev.importer.results.ImportStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One import that this instance waits for or works on, as seen by other threads. */
final class RunState {

  private final long importId;
  private final CompletableFuture<ImportResult> result = new CompletableFuture<>();
  private volatile boolean running;
  private volatile boolean abandoned;
  private volatile long startedNanos;
  private volatile long totalBytes;
  private volatile long bytesRead;
  private volatile long rows;
  private volatile long rowsBefore;
  private volatile long failed;

  RunState(long importId) {
    this.importId = importId;
  }

  CompletableFuture<ImportResult> result() {
    return result;
  }

  boolean isRunning() {
    return running;
  }

  /** Tells the run that its import was cancelled or deleted; it stops at the next row or batch. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  void start(long bytes, long rowsStored, long rowsFailed) {
    startedNanos = System.nanoTime();
    totalBytes = bytes;
    rows = rowsStored;
    rowsBefore = rowsStored;
    failed = rowsFailed;
    running = true;
  }

  void read(long bytes) {
    bytesRead = bytes;
  }

  void stored(long rowsStored, long rowsFailed) {
    rows = rowsStored;
    failed = rowsFailed;
  }

  /** How far the run has got, once it has started. */
  Progress progress() {
    return new Progress(
        importId,
        ImportStatus.PROCESSING,
        rows,
        failed,
        rowsBefore,
        bytesRead,
        totalBytes,
        Duration.ofNanos(System.nanoTime() - startedNanos));
  }
}

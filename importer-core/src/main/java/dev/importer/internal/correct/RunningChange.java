package dev.importer.internal.correct;

import dev.importer.job.ChangeJob;
import dev.importer.job.ChangeProgress;
import dev.importer.results.StoredChange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a change has done. Only the thread that makes the change counts; all may ask, so that
 * it costs nothing while nobody does.
 */
final class RunningChange implements ChangeJob {

  private final RunningChanges all;
  private final long importId;
  private final ChangeProgress.Kind kind;
  private final long beganNanos = System.nanoTime();
  private final CompletableFuture<Optional<StoredChange>> result = new CompletableFuture<>();

  /** What was counted, which is replaced as a whole so that the numbers are of one moment. */
  private volatile Counts counts = new Counts(0, 0, 0);

  /** How long it took; null while it runs. */
  private volatile @Nullable Duration took;

  private record Counts(long rows, long totalRows, long changed) {}

  RunningChange(RunningChanges all, long importId, ChangeProgress.Kind kind) {
    this.all = all;
    this.importId = importId;
    this.kind = kind;
  }

  /** Nobody else changes the rows of the import any more: from now on this change is seen. */
  void begin() {
    all.add(this);
  }

  /** There are so many more rows to go through. */
  void expect(long rows) {
    Counts now = counts;
    counts = new Counts(now.rows, now.totalRows + rows, now.changed);
  }

  /** So many more rows were gone through. */
  void passed(long rows) {
    Counts now = counts;
    counts = new Counts(Math.min(now.rows + rows, now.totalRows), now.totalRows, now.changed);
  }

  /** So many more rows were changed. */
  void changed(long rows) {
    Counts now = counts;
    counts = new Counts(now.rows, now.totalRows, now.changed + rows);
  }

  void end(Optional<StoredChange> done) {
    took = elapsed();
    result.complete(done);
  }

  void fail(Throwable failure) {
    took = elapsed();
    result.completeExceptionally(failure);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }

  @Override
  public long importId() {
    return importId;
  }

  @Override
  public ChangeProgress progress() {
    Counts now = counts;
    Duration ended = took;
    return new ChangeProgress(
        importId, kind, now.rows, now.totalRows, now.changed, ended == null ? elapsed() : ended);
  }

  @Override
  public CompletableFuture<Optional<StoredChange>> result() {
    return result.copy();
  }
}

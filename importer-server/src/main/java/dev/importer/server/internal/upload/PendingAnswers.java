package dev.importer.server.internal.upload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What requests wait for. Waiting holds no thread, and ends at once when the server stops. */
final class PendingAnswers implements AutoCloseable {

  private final Map<Long, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastKey = new AtomicLong();
  private volatile boolean closed;

  /**
   * PendingAnswers for a result, but not longer than the patience lasts.
   *
   * @return whether the result came in time; it fails as the result does
   */
  CompletableFuture<Boolean> until(CompletableFuture<?> result, Duration patience) {
    CompletableFuture<Boolean> end = result.thenApply(value -> true);
    long key = lastKey.incrementAndGet();
    waiting.put(key, end);
    if (closed) {
      end.complete(false);
    }
    return end.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((inTime, failure) -> waiting.remove(key));
  }

  /** How many requests wait now. */
  int count() {
    return waiting.size();
  }

  @Override
  public void close() {
    closed = true;
    waiting.values().forEach(end -> end.complete(false));
  }
}

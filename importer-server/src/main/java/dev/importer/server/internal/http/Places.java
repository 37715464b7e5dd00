package dev.importer.server.internal.http;

import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How many files are received or sent at once; further ones are sent away. Thread-safe. */
public final class Places {

  private final Semaphore free;
  private final Problem full;

  private Places(int count, String code, String what) {
    this.free = new Semaphore(count);
    this.full =
        Problem.of(503, code, count + " " + what + " already. Try again in a moment.")
            .withHeader("Retry-After", Problems.RETRY_SECONDS);
  }

  public static Places ofUploads(int count) {
    return new Places(count, "too-many-uploads", "uploads are being received");
  }

  public static Places ofSearches(int count) {
    return new Places(count, "too-many-searches", "searches are being received");
  }

  public static Places ofDownloads(int count) {
    return new Places(count, "too-many-downloads", "downloads are being sent");
  }

  /** Takes a place, which the caller gives back by {@link #release}. */
  public void take() {
    if (!free.tryAcquire()) {
      throw full.exception();
    }
  }

  public void release() {
    free.release();
  }

  /** Does some work in a place of its own. */
  public <T> T with(Supplier<T> work) {
    take();
    try {
      return work.get();
    } finally {
      release();
    }
  }
}

package dev.importer.server.internal.http;

import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.ProblemException;
import dev.importer.server.internal.problem.Problems;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How many requests of a kind are worked on at once; further ones are refused. Thread-safe. */
public final class ConcurrencyLimit {

  private final Semaphore free;
  private final Problem full;

  private ConcurrencyLimit(int count, String code, String what) {
    this.free = new Semaphore(count);
    this.full =
        Problem.of(503, code, count + " " + what + " already. Try again in a moment.")
            .withHeader("Retry-After", Problems.RETRY_SECONDS);
  }

  public static ConcurrencyLimit ofUploads(int count) {
    return new ConcurrencyLimit(count, "too-many-uploads", "uploads are being received");
  }

  public static ConcurrencyLimit ofSearches(int count) {
    return new ConcurrencyLimit(count, "too-many-searches", "searches are being received");
  }

  public static ConcurrencyLimit ofProfiles(int count) {
    return new ConcurrencyLimit(count, "too-many-profiles", "profiles are being computed");
  }

  public static ConcurrencyLimit ofErrorValues(int count) {
    return new ConcurrencyLimit(count, "too-many-lists", "lists of values are being made");
  }

  public static ConcurrencyLimit ofDownloads(int count) {
    return new ConcurrencyLimit(count, "too-many-downloads", "downloads are being sent");
  }

  /**
   * Lets a request in, which the caller ends by {@link #release}.
   *
   * @throws ProblemException 503 if there are as many already
   */
  public void acquire() {
    if (!free.tryAcquire()) {
      throw full.exception();
    }
  }

  public void release() {
    free.release();
  }

  /** Does some work within the limit. */
  public <T> T with(Supplier<T> work) {
    acquire();
    try {
      return work.get();
    } finally {
      release();
    }
  }
}

package dev.importer.server;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How many files are received at once; further ones are sent away. Thread-safe. */
final class UploadPlaces {

  private final Semaphore free;
  private final int count;

  UploadPlaces(int count) {
    this.free = new Semaphore(count);
    this.count = count;
  }

  /** Does some work in a place of its own. */
  <T> T with(Supplier<T> work) {
    if (!free.tryAcquire()) {
      throw Problem.of(
              503,
              "too-many-uploads",
              count + " uploads are being received already. Try again in a moment.")
          .withHeader("Retry-After", Problems.RETRY_SECONDS)
          .exception();
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}

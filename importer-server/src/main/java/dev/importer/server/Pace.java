package dev.importer.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses a sender who is so slow that it looks like an attempt to hold the server up. A connection
 * on which nothing comes at all is ended by the idle timeout.
 */
final class Pace {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final long LEAST_BYTES_PER_SECOND = 1024;

  private final LongSupplier nanoTime;
  private final long start;

  private Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  static Pace started() {
    return startedAt(System::nanoTime);
  }

  static Pace startedAt(LongSupplier nanoTime) {
    return new Pace(nanoTime);
  }

  /** Checks how many bytes have come since the start. */
  void require(long bytes) {
    Duration passed = Duration.ofNanos(nanoTime.getAsLong() - start);
    if (passed.compareTo(GRACE) > 0 && bytes / passed.toSeconds() < LEAST_BYTES_PER_SECOND) {
      throw Problems.slow().exception();
    }
  }
}

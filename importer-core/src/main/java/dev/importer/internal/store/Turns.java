package dev.importer.internal.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Leaves the write lock to others now and then while one transaction follows the other. SQLite
 * keeps no queue: whoever finds the lock taken looks again a tenth of a second later, and between
 * two batches it is free for much less, so that others could wait for the whole of an import. To be
 * used by one thread at a time.
 */
final class Turns {

  /** With a batch or two, less than the three seconds for which the driver waits by default. */
  private static final long SERIES_NANOS = Duration.ofMillis(1_500).toNanos();

  /** More than SQLite lets pass between two looks. */
  private static final long FREE_NANOS = Duration.ofMillis(105).toNanos();

  private long seriesBegan = System.nanoTime();
  private long freeSince = seriesBegan - FREE_NANOS;

  /** Before a transaction that may be one of a long series: waits if it is the turn of others. */
  void await() {
    long now = System.nanoTime();
    if (now - freeSince >= FREE_NANOS) {
      seriesBegan = now;
      return;
    }
    if (now - seriesBegan < SERIES_NANOS) {
      return;
    }
    while (now - freeSince < FREE_NANOS && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(FREE_NANOS - (now - freeSince));
      now = System.nanoTime();
    }
    seriesBegan = now;
  }

  /** After every transaction. */
  void ended() {
    freeSince = System.nanoTime();
  }
}

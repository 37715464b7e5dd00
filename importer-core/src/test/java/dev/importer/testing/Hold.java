package dev.importer.testing;

import dev.importer.job.ImportObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Holds threads of an importer, outside of any transaction. */
public final class Hold {

  private Hold() {}

  /**
   * Holds the thread that stores batches when it asks for a connection to store the one after so
   * many. Until it is let go nobody else of that importer can write.
   *
   * @param onHeld called when it is held
   * @param release opened to let it go
   */
  public static void writerAfterBatches(
      CountingDataSource source, int batches, Runnable onHeld, CountDownLatch release) {
    AtomicInteger asked = new AtomicInteger();
    source.beforeConnection(
        () -> {
          if (isNamed("importer-writer") && asked.getAndIncrement() == batches) {
            onHeld.run();
            await(release);
          }
        });
  }

  /**
   * Holds the thread that stores batches when it has stored so many, so that others can write
   * meanwhile.
   *
   * @param onHeld called when it is held
   * @param release opened to let it go
   */
  public static ImportObserver afterBatches(int batches, Runnable onHeld, CountDownLatch release) {
    AtomicInteger stored = new AtomicInteger();
    return new ImportObserver() {
      @Override
      public void batchStored(BatchStored batch) {
        if (stored.incrementAndGet() == batches) {
          onHeld.run();
          await(release);
        }
      }
    };
  }

  /**
   * Holds up some imports for a moment after each of their batches, so that a few rows make an
   * import that goes on for long. In all else they are like any others.
   */
  public static ImportObserver eachBatch(
      Predicate<ImportObserver.BatchStored> chosen, Duration moment) {
    return new ImportObserver() {
      @Override
      public void batchStored(BatchStored batch) {
        if (chosen.test(batch)) {
          LockSupport.parkNanos(moment.toNanos());
        }
      }
    };
  }

  /** Whether this thread is one of those that the importer names like that. */
  public static boolean isNamed(String prefix) {
    return Thread.currentThread().getName().startsWith(prefix);
  }

  public static void await(CountDownLatch latch) {
    Waiting.until("the latch is open", () -> latch.getCount() == 0);
  }
}

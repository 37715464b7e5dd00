package dev.importer.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds threads of an importer where they ask for a connection, outside of any transaction. */
public final class Hold {

  private Hold() {}

  /**
   * Holds the thread that stores batches when it is about to store the one after so many.
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

  /** Whether this thread is one of those that the importer names like that. */
  public static boolean isNamed(String prefix) {
    return Thread.currentThread().getName().startsWith(prefix);
  }

  public static void await(CountDownLatch latch) {
    Waiting.until("the latch is open", () -> latch.getCount() == 0);
  }
}

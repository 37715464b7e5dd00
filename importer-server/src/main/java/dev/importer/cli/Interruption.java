package dev.importer.cli;

import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.job.ImportJob;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the import at hand when somebody presses Ctrl-C or the process is told to stop, and keeps
 * the process alive until that is stored. Close it when all else is closed.
 */
final class Interruption implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "importer-interruption");
  private @Nullable ImportJob job;
  private boolean requested;

  private Interruption() {}

  static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The import that is to be cancelled from now on. */
  synchronized void watch(ImportJob current) {
    job = current;
    if (requested) {
      cancel(current);
    }
  }

  /** Whether the process has been told to stop. */
  synchronized boolean isRequested() {
    return requested;
  }

  private void stop() {
    request();
    try {
      var unused = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void request() {
    requested = true;
    if (job != null) {
      cancel(job);
    }
  }

  private static void cancel(ImportJob job) {
    if (job.isDuplicate()) {
      // Somebody else began it.
      return;
    }
    try {
      job.cancel();
    } catch (ImporterException | ImporterClosedException e) {
      // It has ended meanwhile, which whoever waits for it learns, too.
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is stopping already, and the hook has run or is about to.
    }
  }
}

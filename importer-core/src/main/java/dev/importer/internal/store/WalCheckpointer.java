package dev.importer.internal.store;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what was committed from the write-ahead log into the database file, on a thread of its own
 * and through a connection for reading. Left to the thread that writes, this makes it wait for the
 * disk for nearly half of a large import.
 *
 * <p>Nothing depends on it: what it leaves undone the writing connection does itself as soon as the
 * log has reached its limit. Thread-safe.
 */
final class WalCheckpointer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);

  /** About how much text lies between two rounds; less means more waits for the disk in all. */
  private static final long TEXT_BETWEEN = 4L << 20;

  private static final long IDLE_SECONDS = 10;
  private static final long CLOSING_SECONDS = 30;

  private final Jdbi readers;

  /** While a round is under way, the next one is dropped; there will be another. */
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread daemon = new Thread(work, "importer-wal-checkpointer");
            daemon.setDaemon(true);
            return daemon;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private long text;

  WalCheckpointer(Jdbi readers) {
    this.readers = readers;
  }

  /** Begins a round if enough was committed since the last one. */
  synchronized void committed(long characters) {
    text += characters;
    if (text >= TEXT_BETWEEN) {
      text = 0;
      thread.execute(this::checkpoint);
    }
  }

  private void checkpoint() {
    try {
      // Passive: it waits for nobody, and nobody waits for it.
      readers.useHandle(handle -> handle.execute("PRAGMA wal_checkpoint(PASSIVE)"));
    } catch (JdbiException e) {
      // A full or broken disk; the writer meets it as well, and there it is told to the caller.
      LOG.debug("the log was not copied", e);
    }
  }

  /** Waits for the round under way, because its connection is about to be closed. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

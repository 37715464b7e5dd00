package dev.importer.internal.job;

import dev.importer.error.ImporterClosedException;
import dev.importer.error.StorageException;
import dev.importer.internal.store.Instances;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which instances are running where they share nothing but the database: each says so every
 * few seconds, and one that has not said so for longer is taken for dead. It may be alive all the
 * same, only slow or cut off. Then its imports are worked on anew from their checkpoints, and what
 * it still tries to store of them is refused, because they have been claimed since.
 */
final class Leases implements Liveness {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  /** So that a few lost beats do no harm. */
  private static final int BEATS_A_LEASE = 5;

  private final Instances instances;
  private final String instance;
  private final Duration lease;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "importer-lease");
            daemon.setDaemon(true);
            return daemon;
          });
  private volatile boolean closed;

  /**
   * The lease of an instance.
   *
   * @param lease how long it may be silent; after twice as long at most, others go on with its
   *     imports
   */
  Leases(Instances instances, String instance, Duration lease) {
    this.instances = instances;
    this.instance = instance;
    this.lease = lease;
  }

  @Override
  public void acquire() {
    instances.beat(lease);
    long beat = lease.toMillis() / BEATS_A_LEASE;
    // Its future never completes; a failed beat is logged where it happens.
    var unused = thread.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      if (!closed) {
        instances.beat(lease);
      }
    } catch (StorageException | ImporterClosedException e) {
      LOG.warn("This instance could not say that it runs: {}", e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      LOG.error("This instance could not say that it runs", e);
    }
  }

  /** This one is, also if the others should not know. */
  @Override
  public boolean isRunning(String other) {
    return other.equals(instance) || instances.isAlive(other);
  }

  @Override
  public int countOthers() {
    return instances.countOthersAlive();
  }

  @Override
  public void endSessionsOf(String deadInstance) {
    int ended = instances.endSessions(deadInstance);
    if (ended > 0) {
      LOG.info("Ended {} sessions of an instance that no longer says that it runs", ended);
    }
  }

  @Override
  public boolean removeDead() {
    return instances.removeDead() > 0;
  }

  @Override
  public void close() {
    closed = true;
    Shutdown.await(thread);
    try {
      instances.end();
    } catch (StorageException e) {
      LOG.warn("The lease of this instance ends by itself: {}", e.getMessage(), e);
    }
  }
}

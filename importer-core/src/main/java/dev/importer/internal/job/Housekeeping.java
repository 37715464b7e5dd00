package dev.importer.internal.job;

import dev.importer.error.ImporterException;
import dev.importer.error.StorageException;
import dev.importer.internal.source.Shelf;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done beside the imports: taking over those of instances that died, taking rows of deleted
 * imports off the disk, and removing files that nobody owns. All of it goes on after a crash.
 */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** How often others are asked for what is shared with them; each time by a quick query. */
  private static final Duration POLLING = Duration.ofMillis(500);

  /** How often files are looked for that nobody needs; only a crash leaves any. */
  private static final Duration SWEEPING = Duration.ofMinutes(5);

  /** So few that other writers hardly notice; each step is a transaction. */
  static final int PURGE_ROWS = 5_000;

  /** So few that what they change finds room in a log that cannot grow. */
  private static final int PURGE_ROWS_ON_FULL_DISK = 200;

  /** The same for the pages of the database that go back to the disk. */
  private static final int GIVEN_BACK_PAGES = 128;

  private final ImportStore store;
  private final Spool spool;
  private final Shelf shelf;
  private final Liveness liveness;
  private final Duration keepForRetry;
  private final Runnable onOpenImports;
  private final @Nullable Runnable onShared;
  private final boolean takesOver;
  private final ScheduledExecutorService threads;
  private volatile boolean closing;

  /**
   * Housekeeping for one instance.
   *
   * @param keepForRetry how long the bytes of failed and cancelled imports are kept
   * @param onOpenImports called from time to time, and after a takeover, to see to the imports of
   *     this instance that nobody works on
   * @param onShared called more often, to see to what other servers have done; null if all that
   *     concerns this instance comes through it
   * @param takesOver whether this instance takes over the imports of those that died
   */
  Housekeeping(
      ImportStore store,
      Spool spool,
      Shelf shelf,
      Liveness liveness,
      Duration keepForRetry,
      Runnable onOpenImports,
      @Nullable Runnable onShared,
      boolean takesOver) {
    this.store = store;
    this.spool = spool;
    this.shelf = shelf;
    this.liveness = liveness;
    this.keepForRetry = keepForRetry;
    this.onOpenImports = onOpenImports;
    this.onShared = onShared;
    this.takesOver = takesOver;
    // So that what has to be quick does not wait for rows that leave the disk.
    this.threads =
        Executors.newScheduledThreadPool(
            onShared == null ? 1 : 2,
            work -> {
              Thread daemon = new Thread(work, "importer-housekeeping");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Does a first round at once, then one every few seconds. */
  void start() {
    guarded(this::takeOver);
    threads.execute(this::sweep);
    repeat(this::round, Duration.ZERO, INTERVAL);
    if (onShared != null) {
      repeat(onShared, POLLING, POLLING);
      repeat(() -> spool.dropCopies(this::namesOfNeededFiles), SWEEPING, SWEEPING);
      repeat(this::sweep, SWEEPING, SWEEPING);
    }
  }

  private void sweep() {
    guarded(new SpoolSweep(store, spool, liveness)::run);
  }

  private Set<String> namesOfNeededFiles() {
    return store.spooledFiles().stream()
        .map(file -> String.valueOf(file.getFileName()))
        .collect(Collectors.toSet());
  }

  private void repeat(Runnable work, Duration first, Duration interval) {
    // Its future never completes; a failed round is logged where it happens.
    var unused =
        threads.scheduleWithFixedDelay(
            () -> guarded(work), first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes the rows of ended imports off the disk soon. */
  void purgeSoon() {
    try {
      threads.execute(() -> guarded(this::purge));
    } catch (RejectedExecutionException e) {
      LOG.debug("closing; the purge goes on when the importer is opened again");
    }
  }

  /** Takes the rows of one ended import off the disk before it returns, in the caller's thread. */
  void purgeNow(long id) {
    guarded(
        () -> {
          store.purgeAll(id, PURGE_ROWS);
          giveBack();
        });
  }

  private void round() {
    takeOver();
    onOpenImports.run();
    store.expireKept(keepForRetry).forEach(shelf::drop);
    store.uploads().expire().forEach(shelf::drop);
    purge();
    if (liveness.removeDead()) {
      sweep();
    }
  }

  private void takeOver() {
    if (!takesOver) {
      return;
    }
    for (String owner : store.ownership().owners()) {
      if (!liveness.isRunning(owner)) {
        liveness.endSessionsOf(owner);
        int adopted = store.ownership().adopt(owner);
        if (adopted > 0) {
          LOG.info("Took over {} imports of an instance that no longer runs", adopted);
        }
      }
    }
  }

  private void purge() {
    try {
      while (!closing && store.purge(PURGE_ROWS)) {
        // The writer's lock is fair, so imports and requests come in between the steps.
        Thread.onSpinWait();
      }
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.NO_SPACE) {
        throw e;
      }
      LOG.warn("The disk is full; rows leave it in small steps: {}", e.getMessage(), e);
      purgeOnFullDisk();
    }
    giveBack();
  }

  /** Each small step goes from the log into the database, so that the next one has its room. */
  private void purgeOnFullDisk() {
    do {
      giveBack();
    } while (!closing && store.purge(PURGE_ROWS_ON_FULL_DISK));
  }

  private void giveBack() {
    while (!closing && store.giveBack(GIVEN_BACK_PAGES)) {
      Thread.onSpinWait();
    }
  }

  /** A failed round must not end the rounds; the next one tries again. */
  private void guarded(Runnable work) {
    try {
      if (!closing) {
        work.run();
      }
    } catch (ImporterException e) {
      LOG.warn("Housekeeping failed and is tried again: {}", e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      LOG.error("Housekeeping was stopped by an internal error and is tried again", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    Shutdown.await(threads);
  }
}

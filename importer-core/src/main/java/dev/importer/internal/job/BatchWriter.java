package dev.importer.internal.job;

import dev.importer.error.StorageException;
import dev.importer.internal.store.Batch;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.ImportStore.Findings;
import dev.importer.internal.store.ImportStore.ImportTask;
import dev.importer.job.ImportObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores batches on a thread of its own, so that parsing and writing overlap. Few batches wait in
 * between: the database sets the pace, and memory stays small.
 */
final class BatchWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private static final int WAITING_BATCHES = 2;
  private static final long CHECK_MILLIS = 50;

  /** Something to write: a batch, with how it ends if it is the last; or the end of writing. */
  private record Item(
      @Nullable Batch batch,
      Findings findings,
      BatchEffort effort,
      ImportStore.@Nullable Ending ending) {}

  private static final Item ABORT =
      new Item(
          null, new Findings(0, null, null, Map.of(), null, List.of()), BatchEffort.begin(0), null);

  private final ImportStore store;
  private final ImportStore.Lease lease;
  private final RunState state;
  private final ImportObserver observer;
  private final BooleanSupplier stop;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(WAITING_BATCHES);

  /** Whether the import was completed here; fails with whatever stopped the writing. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  private final Thread thread;
  private long checkpoint;
  private long failed;

  BatchWriter(
      ImportStore store,
      ImportTask task,
      RunState state,
      ImportObserver observer,
      BooleanSupplier stop) {
    this.store = store;
    this.lease = task.lease();
    this.state = state;
    this.observer = observer;
    this.stop = stop;
    this.checkpoint = task.checkpoint();
    this.failed = task.failed();
    this.thread =
        new Thread(() -> LogContext.during(task.id(), this::write), "importer-writer-" + task.id());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Hands a batch over, waiting until there is room for it.
   *
   * @return false if writing has stopped, because the import is no longer this instance's or
   *     because of a failure that {@link #await} throws
   */
  boolean put(Batch batch, Findings findings, BatchEffort effort) throws InterruptedException {
    return offer(new Item(batch, findings, effort, null));
  }

  /** Hands the last batch over, with what must add up once it is stored. */
  boolean putLast(Batch batch, Findings findings, BatchEffort effort, ImportStore.Ending ending)
      throws InterruptedException {
    return offer(new Item(batch, findings, effort, ending));
  }

  /** Waits for the end of the writing and tells whether the import was completed here. */
  boolean await() throws InterruptedException {
    thread.join();
    if (!end.isDone()) {
      throw new IllegalStateException("writing stopped and could not even say why");
    }
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("writing stopped", e.getCause());
    }
  }

  /** A thread that ran out of memory may end without a word. */
  private boolean isWriting() {
    return !end.isDone() && thread.isAlive();
  }

  private boolean offer(Item item) throws InterruptedException {
    while (isWriting()) {
      if (queue.offer(item, CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  private void write() {
    try {
      end.complete(writeAll());
    } catch (Throwable failure) {
      // Every failure, an Error too, reaches the thread that waits for the end.
      end.completeExceptionally(failure);
    }
  }

  private boolean writeAll() throws InterruptedException {
    while (true) {
      Item item = queue.take();
      Batch batch = item.batch();
      if (batch == null) {
        return false;
      }
      ImportStore.Ending ending = item.ending();
      long begin = System.nanoTime();
      boolean ours = store(batch, item.findings(), ending);
      if (ours) {
        Duration storing = Duration.ofNanos(System.nanoTime() - begin);
        observer.batchStored(item.effort().stored(lease.id(), batch, storing));
      }
      if (!ours || ending != null) {
        return ours;
      }
      checkpoint += batch.size();
      failed += batch.failed();
      state.stored(checkpoint, failed);
    }
  }

  /**
   * Stores a batch, however long somebody else has the database: nothing is wrong with the import,
   * and nobody could do anything else meanwhile.
   */
  private boolean store(Batch batch, Findings findings, ImportStore.@Nullable Ending ending) {
    while (true) {
      try {
        return ending == null
            ? store.append(lease, checkpoint, batch, findings)
            : store.complete(lease, checkpoint, batch, findings, ending);
      } catch (StorageException e) {
        boolean locked = e.reason() == StorageException.Reason.LOCKED;
        if (!locked || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        if (stop.getAsBoolean()) {
          return false;
        }
        LOG.warn("Import {} waits: {}", lease.id(), e.getMessage(), e);
      }
    }
  }

  /** Stops the writing after the batch at hand and waits for that. Does nothing after the end. */
  @Override
  public void close() {
    queue.clear();
    boolean interrupted = false;
    while (isWriting()) {
      try {
        if (offer(ABORT)) {
          thread.join();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.importer.internal.job;

import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.internal.store.EventOutbox;
import dev.importer.internal.store.EventOutbox.Pending;
import dev.importer.internal.store.ImportStore;
import dev.importer.job.ImportEvent;
import dev.importer.job.ImportListener;
import dev.importer.results.StoredImport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener, one event after the other. */
final class Delivery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** How often it is looked for what is due again, and for what others have left; by a query. */
  private static final Duration POLLING = Duration.ofSeconds(1);

  /** How long a listener that has failed is left in peace. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  private static final Duration LAST_PAUSE = Duration.ofHours(1);

  /** With those pauses they take 24 hours. */
  private static final int MOST_FAILURES = PAUSES.size() + 24;

  /** How long what is due is told when the importer is closed. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final ImportStore store;
  private final EventOutbox outbox;
  private final Liveness liveness;
  private final String name;
  private final ImportListener listener;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean closing;
  private volatile long endNanos;

  Delivery(ImportStore store, Liveness liveness, String name, ImportListener listener) {
    this.store = store;
    this.outbox = store.outbox();
    this.liveness = liveness;
    this.name = name;
    this.listener = listener;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "importer-listener-" + name);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  void start() {
    // Its future never completes; a failed round is logged where it happens.
    var unused =
        thread.scheduleWithFixedDelay(this::round, 0, POLLING.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** There may be something to tell. Does not block. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        thread.execute(this::round);
      } catch (RejectedExecutionException e) {
        LOG.debug("closing; what is to be told is told after the next start");
      }
    }
  }

  private void round() {
    woken.set(false);
    try {
      takeOver();
      Optional<Pending> next = outbox.take(name);
      while (next.isPresent() && goesOn()) {
        Pending event = next.get();
        LogContext.during(event.importId(), () -> tell(event));
        next = goesOn() ? outbox.take(name) : Optional.empty();
      }
    } catch (ImporterException | ImporterClosedException e) {
      LOG.warn("The listener '{}' is told later: {}", name, e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      LOG.error("The listener '{}' is told later because of an internal error", name, e);
    }
  }

  private boolean goesOn() {
    return !Thread.currentThread().isInterrupted()
        && (!closing || System.nanoTime() - endNanos < 0);
  }

  private void takeOver() {
    for (String other : outbox.otherOwners(name)) {
      if (!liveness.isRunning(other)) {
        outbox.release(other);
      }
    }
  }

  private void tell(Pending event) {
    Optional<StoredImport> summary = store.queries().find(event.importId());
    if (summary.isEmpty()) {
      outbox.done(event);
      return;
    }
    try {
      listener.on(new ImportEvent(event.eventId(), event.kind(), event.at(), summary.get()));
    } catch (InterruptedException e) {
      if (closing) {
        // It stays this instance's own until that has ended, and then it is anybody's.
        Thread.currentThread().interrupt();
      } else {
        failed(event, e);
      }
      return;
    } catch (Exception | Error e) {
      failed(event, e);
      return;
    }
    outbox.done(event);
  }

  private void failed(Pending event, Throwable failure) {
    int failures = event.failures() + 1;
    if (failures >= MOST_FAILURES) {
      LOG.error(
          "The listener '{}' has failed {} times in a day to take that import {} was {} (event {}),"
              + " and is not told again",
          name,
          failures,
          event.importId(),
          event.kind().text(),
          event.eventId(),
          failure);
      outbox.done(event);
      return;
    }
    Duration pause = failures <= PAUSES.size() ? PAUSES.get(failures - 1) : LAST_PAUSE;
    LOG.warn(
        "The listener '{}' failed to take that import {} was {} (event {}), and is told again in"
            + " {} s: {}",
        name,
        event.importId(),
        event.kind().text(),
        event.eventId(),
        pause.toSeconds(),
        failure.toString());
    outbox.postpone(event, pause);
  }

  /** From now on only what is due is told, for a short while. */
  void stopSoon() {
    endNanos = System.nanoTime() + FAREWELL.toNanos();
    closing = true;
    wake();
    thread.shutdown();
  }

  @Override
  public void close() {
    Shutdown.await(thread);
  }
}

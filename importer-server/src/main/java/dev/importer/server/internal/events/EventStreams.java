package dev.importer.server.internal.events;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.job.Progress;
import dev.importer.results.StoredImport;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners how imports get on. One thread looks at each import that somebody listens to, a
 * few times a second, and hands the same event to all who do; it never waits for any of them.
 */
public final class EventStreams implements AutoCloseable {

  /** How many may listen at once. */
  public static final int MOST_LISTENERS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** Well below the time after which a silent connection ends. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final Importer importer;
  private final ChangeEvents changes;
  private final Map<Long, List<EventStream>> listeners = new ConcurrentHashMap<>();
  private final Semaphore slots = new Semaphore(MOST_LISTENERS);
  private final ScheduledThreadPoolExecutor thread = newThread();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private boolean inTrouble;
  private volatile boolean closed;

  public EventStreams(Importer importer) {
    this.importer = importer;
    this.changes = new ChangeEvents(importer);
  }

  /** Takes a slot for a listener; it is freed when its stream ends. */
  void reserve() {
    if (!slots.tryAcquire()) {
      throw Problem.of(
              503,
              "too-many-listeners",
              "Already "
                  + MOST_LISTENERS
                  + " clients listen to events. Ask GET /api/imports/{id} from time to time instead.")
          .withHeader("Retry-After", Problems.RETRY_SECONDS)
          .exception();
    }
  }

  /** Frees a slot that no stream will use. */
  void release() {
    slots.release();
  }

  /** Adds the listener of a slot that was reserved. */
  void add(long importId, EventStream stream) {
    listeners.merge(
        importId,
        List.of(stream),
        (before, added) -> {
          List<EventStream> all = new ArrayList<>(before);
          all.addAll(added);
          return List.copyOf(all);
        });
    var unused =
        stream
            .ended()
            .thenRun(
                () -> {
                  remove(importId, stream);
                  release();
                });
    if (closed) {
      stream.close();
    } else if (ticking.compareAndSet(false, true)) {
      thread.execute(this::tick);
    }
  }

  /** How many listen now. */
  public int count() {
    return MOST_LISTENERS - slots.availablePermits();
  }

  private void remove(long importId, EventStream stream) {
    listeners.computeIfPresent(
        importId,
        (id, before) -> {
          List<EventStream> rest = before.stream().filter(each -> each != stream).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  private void tick() {
    changes.keepOnly(listeners.keySet());
    listeners.forEach(this::publish);
    ticking.set(false);
    if (!listeners.isEmpty() && !closed && ticking.compareAndSet(false, true)) {
      var unused = thread.schedule(this::tick, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void publish(long importId, List<EventStream> streams) {
    try {
      EventStream.Event event = event(importId);
      streams.forEach(stream -> stream.send(event));
      inTrouble = false;
    } catch (RuntimeException e) {
      // The next round tries again, whatever it was; who listens is kept for it.
      if (!inTrouble) {
        LOG.warn("The progress of import {} cannot be told at the moment", importId, e);
      }
      inTrouble = true;
    }
    long silentSince = System.nanoTime() - HEARTBEAT.toNanos();
    for (EventStream stream : streams) {
      if (stream.writtenNanos() - silentSince < 0) {
        stream.send(ProgressEvents.HEARTBEAT);
      }
    }
  }

  /** While rows of an import are changed, that is what there is to tell. */
  private EventStream.Event event(long importId) {
    return changes.next(importId, () -> state(importId));
  }

  private EventStream.Event state(long importId) {
    try {
      Progress progress = importer.operations().progress(importId);
      if (!progress.status().hasEnded()) {
        return ProgressEvents.progress(progress);
      }
      Optional<StoredImport> stored = importer.results().find(importId);
      return stored.map(ProgressEvents::end).orElseGet(() -> ProgressEvents.deleted(importId));
    } catch (ImportNotFoundException e) {
      return ProgressEvents.deleted(importId);
    }
  }

  /** Ends all streams, so that they do not keep a server alive. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    listeners.values().forEach(streams -> streams.forEach(EventStream::close));
  }

  private static ScheduledThreadPoolExecutor newThread() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread daemon = new Thread(work, "importer-events");
              daemon.setDaemon(true);
              return daemon;
            },
            new java.util.concurrent.ThreadPoolExecutor.DiscardPolicy());
    thread.setKeepAliveTime(10, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return thread;
  }
}

package dev.importer.internal.job;

import dev.importer.internal.store.ImportStore;
import dev.importer.job.ImportListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of the host what has become of imports. */
final class Deliveries implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  /** A listener that nobody has had for so long was renamed or removed. */
  private static final Duration UNHEARD = Duration.ofDays(30);

  private final ImportStore store;
  private final Map<String, ImportListener> listeners;
  private final List<Delivery> lanes;

  Deliveries(ImportStore store, Liveness liveness, Map<String, ImportListener> listeners) {
    this.store = store;
    this.listeners = listeners;
    // Each has a thread of its own, so that a slow one keeps none of the others waiting.
    this.lanes =
        listeners.entrySet().stream()
            .map(each -> new Delivery(store, liveness, each.getKey(), each.getValue()))
            .toList();
  }

  /** Begins with what is still to be told from before. */
  void start() {
    store.outbox().open(listeners.keySet(), () -> lanes.forEach(Delivery::wake));
    lanes.forEach(Delivery::start);
  }

  /** Removes what nobody will ever hear. */
  void forgetUnheard() {
    for (String name : store.outbox().forgetUnheard(UNHEARD)) {
      LOG.warn("Events of long ago for '{}' are removed: there is no such listener", name);
    }
  }

  /** Tells what is due, for a few seconds at most; the rest is told after the next start. */
  @Override
  public void close() {
    lanes.forEach(Delivery::stopSoon);
    lanes.forEach(Delivery::close);
  }
}

package dev.importer.internal.job;

import dev.importer.job.ImportObserver;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the observers of the host, whose faults must not become those of an import. */
final class GuardedObserver implements ImportObserver {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

  private final List<ImportObserver> observers;

  GuardedObserver(List<ImportObserver> observers) {
    this.observers = observers;
  }

  @Override
  public void batchStored(BatchStored batch) {
    tell(to -> to.batchStored(batch));
  }

  @Override
  public void importEnded(ImportEnded ended) {
    tell(to -> to.importEnded(ended));
  }

  private void tell(Consumer<ImportObserver> word) {
    for (ImportObserver observer : observers) {
      try {
        word.accept(observer);
      } catch (RuntimeException e) {
        LOG.warn("The observer of imports failed", e);
      }
    }
  }
}

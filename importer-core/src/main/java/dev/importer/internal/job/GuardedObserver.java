package dev.importer.internal.job;

import dev.importer.job.ImportObserver;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an observer of the host, whose faults must not become those of an import. */
final class GuardedObserver implements ImportObserver {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

  private final ImportObserver observer;

  GuardedObserver(ImportObserver observer) {
    this.observer = observer;
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
    try {
      word.accept(observer);
    } catch (RuntimeException e) {
      LOG.warn("The observer of imports failed", e);
    }
  }
}

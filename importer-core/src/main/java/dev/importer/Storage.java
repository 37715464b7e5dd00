package dev.importer;

import dev.importer.internal.correct.Corrector;
import dev.importer.internal.job.ImportService;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;

/**
 * The half of an importer that needs a database.
 *
 * @param store the database
 * @param service runs imports
 * @param corrector takes corrected rows back
 */
record Storage(ImportStore store, ImportService service, Corrector corrector)
    implements AutoCloseable {

  /**
   * Begins to work on a database, which is closed with this, or at once if this fails.
   *
   * @param instance the id of this running instance, the same as that of store and spool
   */
  static Storage begin(
      ImportStore store, Spool spool, ImportService.Settings settings, String instance) {
    try {
      ImportService service = new ImportService(store, spool, settings, instance);
      Corrector corrector =
          new Corrector(store, spool, settings.limits(), settings::schema, settings::handler);
      service.start();
      return new Storage(store, service, corrector);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Stops after the batches at hand, and closes the database unless it is the host's. */
  @Override
  public void close() {
    service.close();
    store.close();
  }
}

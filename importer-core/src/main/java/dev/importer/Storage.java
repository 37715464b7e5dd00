package dev.importer;

import dev.importer.internal.correct.ChangeService;
import dev.importer.internal.correct.Corrector;
import dev.importer.internal.correct.Editor;
import dev.importer.internal.correct.RunningChanges;
import dev.importer.internal.correct.TargetService;
import dev.importer.internal.job.ImportService;
import dev.importer.internal.job.StagingService;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.UploadStore;

/**
 * The half of an importer that needs a database.
 *
 * @param store the database
 * @param service runs imports
 * @param corrector takes corrected rows back
 * @param editor changes stored rows
 * @param staging keeps files that are going to be imported
 * @param targets brings rows into tables of the host
 * @param running the changes of rows that run
 */
record Storage(
    ImportStore store,
    ImportService service,
    Corrector corrector,
    Editor editor,
    StagingService staging,
    TargetService targets,
    RunningChanges running)
    implements AutoCloseable {

  /**
   * Begins to work on a database, which is closed with this, or at once if this fails.
   *
   * @param staged what staged uploads may take
   * @param instance the id of this running instance, the same as that of store and spool
   */
  static Storage begin(
      ImportStore store,
      Spool spool,
      ImportService.Settings settings,
      UploadStore.Bounds staged,
      String instance) {
    try {
      RunningChanges running = new RunningChanges();
      TargetService targets = new TargetService(store, spool, settings::schema, running);
      settings
          .targets()
          .forEach(
              (name, target) ->
                  targets.requireFit(settings.target(name), settings.schema(target.schemaName())));
      ImportService service = new ImportService(store, spool, settings, targets, instance);
      ChangeService changes =
          new ChangeService(
              store,
              spool,
              settings::schema,
              settings::handler,
              settings.hostRules(),
              targets,
              running);
      Corrector corrector = new Corrector(changes, spool);
      Editor editor = new Editor(changes);
      StagingService staging = new StagingService(store, spool, service, staged);
      service.start();
      return new Storage(store, service, corrector, editor, staging, targets, running);
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

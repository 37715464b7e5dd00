package dev.importer.internal.correct;

import dev.importer.internal.rows.HostRules;
import dev.importer.internal.rows.NamedHandler;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportChange;
import dev.importer.internal.store.ImportStore;
import dev.importer.job.ChangeProgress;
import dev.importer.schema.Schema;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Runs changes of stored rows, each of them in one transaction. Thread-safe. */
public final class ChangeService {

  private final ImportStore store;
  private final Spool spool;
  private final Function<String, Schema> schemas;
  private final Function<String, Optional<NamedHandler>> handlers;
  private final HostRules hostRules;
  private final TargetService targets;
  private final RunningChanges running;

  /**
   * A service.
   *
   * @param spool where the keys of rows lie if they are too many for the memory
   * @param schemas gives a schema by its name
   * @param handlers gives a handler of the host by its name
   * @param hostRules the rules of the host for rows
   * @param targets brings rows into tables of the host
   * @param running the changes that run
   */
  public ChangeService(
      ImportStore store,
      Spool spool,
      Function<String, Schema> schemas,
      Function<String, Optional<NamedHandler>> handlers,
      HostRules hostRules,
      TargetService targets,
      RunningChanges running) {
    this.store = store;
    this.spool = spool;
    this.schemas = schemas;
    this.handlers = handlers;
    this.hostRules = hostRules;
    this.targets = targets;
    this.running = running;
  }

  /**
   * Runs one change: all of it, or nothing if it throws.
   *
   * @param work changes rows
   */
  <T> ImportStore.Changed<T> run(
      long id, ImportChange.Request request, BiFunction<ImportChange, RowChanges, T> work) {
    return running.run(
        id,
        ChangeProgress.Kind.valueOf(request.kind().name()),
        counted -> store.change(id, schemas, request, change -> run(change, counted, work)),
        done -> Optional.ofNullable(done.change()));
  }

  private <T> T run(
      ImportChange change, RunningChange counted, BiFunction<ImportChange, RowChanges, T> work) {
    counted.begin();
    try (RowChanges rows = RowChanges.of(change, handlers, hostRules, spool, counted)) {
      T result = work.apply(change, rows);
      targets.follow(change, counted);
      change.renewExamples(rows::errorsOf);
      return result;
    }
  }
}

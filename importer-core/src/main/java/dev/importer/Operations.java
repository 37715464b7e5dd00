package dev.importer;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.StorageException;
import dev.importer.internal.job.ImportService;
import dev.importer.internal.reference.TableReferences;
import dev.importer.internal.source.Spool;
import dev.importer.job.ChangeJob;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOption;
import dev.importer.job.OptionException;
import dev.importer.job.Progress;
import dev.importer.job.Target;
import dev.importer.results.ConnectionUse;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.results.DatabaseProduct;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RememberedMapping;
import dev.importer.results.StoredImport;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a running importer does and has: the course of its imports, its database and its folders.
 * {@link Importer#operations} gives it. Thread-safe; its calls throw what those of {@link Importer}
 * do.
 */
public final class Operations {

  private final Supplier<Storage> storage;
  private final ImportService.Settings settings;
  private final Spool spool;

  Operations(Supplier<Storage> storage, ImportService.Settings settings, Spool spool) {
    this.storage = storage;
    this.settings = settings;
    this.spool = spool;
  }

  /** A handle on an import, for example after a restart; empty if there is none. */
  public Optional<ImportJob> job(long id) {
    return storage.get().service().job(id);
  }

  /**
   * How far an import has got, also if it has ended or runs in another process.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public Progress progress(long id) {
    return storage.get().service().progress(id);
  }

  /**
   * The change of rows of an import that this importer makes at this moment: an edit, a
   * replacement, a file of corrections, an undo, or what is done with a table of the application.
   * Empty if there is none, or no such import. A change that still waits until another one is done
   * is not seen. It asks no database.
   */
  public Optional<ChangeJob> change(long id) {
    return storage.get().running().find(id);
  }

  /**
   * Stops an import that has not ended. None of its rows stay.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it has ended
   */
  public void cancel(long id) {
    storage.get().service().cancel(id);
  }

  /**
   * Begins an import anew that was cancelled, or that failed for a reason that does not lie in its
   * source, such as a full disk ({@link StoredImport#retryable}). It keeps its id.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is none of these, if its bytes are gone ({@link
   *     Importer.Builder#keepForRetry}), or if the same file was imported meanwhile
   */
  public ImportJob retry(long id) {
    return storage.get().service().retry(id);
  }

  /**
   * Deletes an import. It is gone from every answer when the call returns; its rows leave the disk
   * soon after.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public void delete(long id) {
    storage.get().service().delete(id);
  }

  /**
   * Removes the bytes of a finished upload that is not going to be imported, for example after a
   * check. It must not have been submitted. Does nothing if the source is no upload.
   */
  public void discard(Source source) {
    spool.discard(source);
  }

  /**
   * Which columns imports were told to feed which fields, as it is remembered for later files with
   * the same labels; newest first.
   *
   * @param schema the name of the schema for whose files it is remembered, or null for all
   * @throws IllegalArgumentException if the cursor does not come from such a page
   */
  public Page<RememberedMapping> mappings(@Nullable String schema, PageRequest request) {
    return storage.get().store().mappings().page(schema, request);
  }

  /**
   * Forgets a mapping that is remembered. Imports that have used it stay as they are.
   *
   * @return whether there was one of this id
   */
  public boolean forgetMapping(long id) {
    return storage.get().store().mappings().forget(id);
  }

  /** When the import that waits longest for a worker was accepted; empty if none waits. */
  public Optional<Instant> oldestPending() {
    return storage.get().store().queries().oldestPending();
  }

  /** Which product the database is of, and which version answers. */
  public DatabaseProduct databaseProduct() {
    return storage.get().store().product();
  }

  /**
   * How many importers have the database open now, this one included: in this process, in others,
   * and with PostgreSQL on other machines, too.
   */
  public int runningInstances() {
    return storage.get().service().countInstances();
  }

  /** How the connections to the database are used at the moment. */
  public ConnectionUse connectionUse() {
    return storage.get().store().connectionUse();
  }

  /**
   * Copies the database, as it is at one moment, into a file of its own; imports continue
   * meanwhile. When the call returns, the copy is on the disk. It holds what imports that have not
   * ended had stored by then; their sources are not part of it.
   *
   * @param file where the copy shall be; it is written beside that, under a name of its own that
   *     ends in {@code .part}
   * @throws IllegalArgumentException if the file exists
   * @throws StorageException if the copy cannot be written; nothing of it stays
   */
  public void backup(Path file) {
    storage.get().store().backup(file);
  }

  /**
   * Copies all that is stored into the database of another importer, which may be one of another
   * product and in which nothing is stored yet: imports with their ids and rows, what is wrong with
   * them, remembered mappings, and staged uploads; with the bytes of all that waits, or may be
   * tried again. What handlers of the host have stored is not copied. All of it is read again from
   * the copy and compared before any of it is there; so what was interrupted can simply be done
   * again.
   *
   * <p>This importer must have no workers ({@link Importer.Builder#workers}), and no other process
   * may have its database open. Imports that have not ended wait in the copy, and go on there from
   * their last stored row when an importer with workers has it open; use the original no more.
   *
   * @param target has the database that is copied to
   * @param onCopied is told of each import as soon as its rows are compared, in this thread
   * @throws IllegalStateException if this importer has workers
   * @throws ImportStateException if an import has not ended and has a row handler, or its bytes are
   *     gone
   * @throws StorageException if something is stored in the other database already, if another
   *     process has this one open, or if the copy differs; nothing of it stays
   */
  public CopyResult copyTo(Importer target, Consumer<CopiedImport> onCopied) {
    return storage.get().service().copyTo(target.operations().storage.get().service(), onCopied);
  }

  /** The schemas that there are now, by name. */
  public Map<String, Schema> schemas() {
    return settings.known().all();
  }

  /** The tables of the application that imports can go into, by the names of the targets. */
  public Map<String, Target> targets() {
    return settings.targets();
  }

  /**
   * Makes sure that a schema can take the place of the one of its name: that it fits the tables of
   * the targets that are meant for it, and that the tables of the application to which it refers
   * have the columns that it names.
   *
   * @throws dev.importer.job.OptionException if it does not; the message says all that is wrong
   */
  public void requireTargetsFit(Schema schema) {
    requireReferencesFit(schema);
    settings
        .targets()
        .forEach(
            (name, target) -> {
              String meant =
                  Objects.requireNonNullElse(target.schemaName(), defaultSchema().name());
              if (meant.equals(schema.name())) {
                storage.get().targets().requireFit(settings.target(name), schema);
              }
            });
  }

  private void requireReferencesFit(Schema schema) {
    if (TableReferences.of(schema, settings.hostRules().tables()).isNone()) {
      return;
    }
    try {
      settings
          .hostRules()
          .requireTables(List.of(schema), work -> storage.get().store().lookUp(work::run));
    } catch (IllegalArgumentException e) {
      throw new OptionException(ImportOption.SCHEMA, e.getMessage() + ".");
    }
  }

  /** The schema of imports that name none. */
  public Schema defaultSchema() {
    return settings.known().standard();
  }

  /** The file of the database; empty if it is in memory. */
  public Optional<Path> databaseFile() {
    return storage.get().store().file();
  }

  /**
   * Checks that the file of the database is the one that was opened; as long as it is not, nothing
   * can be stored.
   *
   * @throws StorageException {@code MOVED} if it was removed, renamed or replaced
   */
  public void requireDatabaseInPlace() {
    storage.get().store().requireFileInPlace();
  }

  /** The folder in which sources that arrive as streams wait. */
  public Path spoolFolder() {
    return spool.folder();
  }
}

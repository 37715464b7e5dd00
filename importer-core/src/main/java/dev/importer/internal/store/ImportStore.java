package dev.importer.internal.store;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.Notice;
import dev.importer.error.QueueFullException;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.record.ErrorTally;
import dev.importer.internal.record.RowSketch;
import dev.importer.internal.record.Surrogates;
import dev.importer.internal.source.Chunks;
import dev.importer.internal.source.Content;
import dev.importer.job.ImportEvent;
import dev.importer.results.Accounting;
import dev.importer.results.ConnectionUse;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.results.DatabaseProduct;
import dev.importer.results.ImportStatus;
import dev.importer.results.SeenImport;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredPlan;
import dev.importer.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Imports and records in one database. Thread-safe.
 *
 * <p>Each change is one transaction, and each change of state is guarded by the state and the owner
 * that it needs, so that whoever comes second changes nothing and is told so. Methods throw {@link
 * dev.importer.error.StorageException} where the database does not do its part.
 */
public final class ImportStore implements AutoCloseable {

  /** Larger imports never take all workers; it takes some tenths of a second to import so much. */
  private static final long SMALL_BYTES = 8L << 20;

  private final Database database;
  private final Clock clock;
  private final String owner;
  private final ImportQueries queries;
  private final Ownership ownership;
  private final UploadStore uploads;
  private final StoredRows rows;
  private final ChangeLog changes;
  private final RememberedMappings mappings;
  private final EventOutbox outbox;

  private ImportStore(Database database, Clock clock, String owner) {
    this.database = database;
    this.clock = clock;
    this.owner = owner;
    this.queries = new ImportQueries(database);
    this.ownership = new Ownership(database, owner);
    this.uploads = new UploadStore(database, clock);
    this.rows = new StoredRows(database);
    this.changes = new ChangeLog(database);
    this.mappings = new RememberedMappings(database);
    this.outbox = new EventOutbox(database, clock, owner);
    try {
      database.migrate();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Opens a database of our own and brings its tables up to date.
   *
   * @param pathOrUrl an SQLite file, which is created if it is missing, or the JDBC URL of a
   *     PostgreSQL database
   * @param tables how our tables are called in PostgreSQL
   * @param clock tells the times that are stored
   * @param owner the id of this running instance
   * @throws StorageException {@code OTHER_DATABASE} if the product is not supported
   */
  public static ImportStore open(String pathOrUrl, TableNames tables, Clock clock, String owner) {
    return new ImportStore(Database.open(pathOrUrl, tables, owner), clock, owner);
  }

  /** Opens a database in memory, which vanishes when the store is closed. */
  public static ImportStore inMemory(Clock clock, String owner) {
    return new ImportStore(Database.inMemory(), clock, owner);
  }

  /**
   * Opens the database of a data source, which is not closed with the store.
   *
   * @param tables how our tables are called; without a prefix, they begin with {@code importer_},
   *     unless there are tables of ours without any
   * @throws IllegalArgumentException if names cannot begin so
   * @throws StorageException {@code OTHER_DATABASE} if the product is not supported
   */
  public static ImportStore on(
      DataSource dataSource, TableNames tables, Clock clock, String owner) {
    return new ImportStore(Database.of(dataSource, tables, owner), clock, owner);
  }

  /**
   * What is known of an import when it is accepted.
   *
   * @param filename what the source is called
   * @param content the bytes
   * @param plan how they are read, and what becomes of the rows
   */
  public record NewImport(String filename, Content content, ImportPlan plan) {}

  /**
   * What became of a source that was handed in.
   *
   * @param id the import
   * @param duplicate whether it is an earlier import of the same bytes under the same plan
   */
  public record Acceptance(long id, boolean duplicate) {}

  /**
   * Accepts a source: a unique index decides whether it is new. When the call returns, the import
   * survives a power cut.
   *
   * @param maxPending how many imports may wait
   * @throws QueueFullException if more would wait
   */
  public Acceptance accept(NewImport source, int maxPending) {
    ImportPlan plan = source.plan();
    ImportDao.NewRow row = ImportDao.NewRow.of(source, database.host());
    try {
      return told(accept(row, plan, maxPending));
    } catch (StorageException e) {
      if (!database.isUnique(e)) {
        throw e;
      }
      // Somebody has accepted the same bytes after the look at what there is; now they are found.
      return told(accept(row, plan, maxPending));
    }
  }

  /** After a transaction that may have added events. */
  private <T> T told(T result) {
    outbox.added();
    return result;
  }

  private Acceptance accept(ImportDao.NewRow row, ImportPlan plan, int maxPending) {
    String key = PlanJson.key(plan);
    return database.write(
        Durability.FULL,
        handle -> {
          ImportDao dao = handle.attach(ImportDao.class);
          if (plan.once()) {
            // The unique index decides; where only one can write, this look is enough.
            Optional<Long> same = dao.findSame(row.fileHash(), key, row.schemaName());
            if (same.isPresent()) {
              return new Acceptance(same.get(), true);
            }
          }
          if (dao.countPending() >= maxPending) {
            throw new QueueFullException(maxPending);
          }
          long id = dao.insert(row, now(), owner);
          outbox.add(handle, id, ImportEvent.Kind.ACCEPTED);
          return new Acceptance(id, false);
        });
  }

  /**
   * The right to work on an import: it ends when the import is claimed anew, so that of two workers
   * who both believe that it is theirs, the earlier can change nothing any more.
   *
   * @param id the import
   * @param attempt how often it has been claimed
   */
  public record Lease(long id, int attempt) {}

  /**
   * What a worker needs to know of the import that it has claimed.
   *
   * @param lease the right to work on it
   * @param content the bytes
   * @param settings gives its plan
   * @param checkpoint the rows 1 to this one are stored already
   * @param failed how many of them are failed
   */
  public record ImportTask(
      Lease lease, Content content, Supplier<ImportPlan> settings, long checkpoint, long failed) {

    /**
     * How its bytes are read, and what becomes of the rows.
     *
     * @throws StorageException if only newer versions know the form in which that is stored
     */
    public ImportPlan plan() {
      return settings.get();
    }

    /** The import. */
    public long id() {
      return lease.id();
    }
  }

  /** Takes a pending import of this instance; empty if it is no longer pending. */
  public Optional<ImportTask> claim(long id) {
    return database.write(Durability.RELAXED, handle -> claim(handle.attach(ImportDao.class), id));
  }

  /**
   * Takes the pending import of this instance that has waited longest; a large one only if another
   * worker stays free for small ones.
   *
   * @param workers how many imports run at once; if it is 1, size does not matter
   */
  public Optional<ImportTask> claimNext(int workers) {
    return database.write(
        Durability.RELAXED,
        handle -> {
          ImportDao dao = handle.attach(ImportDao.class);
          boolean any =
              workers == 1 || dao.countRunningLargerThan(owner, SMALL_BYTES) < workers - 1;
          return dao.nextPending(owner, database.host(), any ? Long.MAX_VALUE : SMALL_BYTES)
              .flatMap(id -> claim(dao, id));
        });
  }

  private Optional<ImportTask> claim(ImportDao dao, long id) {
    return dao.claim(id, owner, database.host(), now()) == 1
        ? Optional.of(dao.task(id))
        : Optional.empty();
  }

  /**
   * Takes an import back to its beginning, under another plan. Its rows leave the database from the
   * last to the first in short transactions, and the counters with them; whatever stops that, the
   * next run does it again.
   *
   * @param task the import, as it was claimed
   * @param plan what it is read and checked by from now on
   * @param maxRows how many rows leave in one transaction
   * @return the import without rows; empty if the lease no longer holds
   */
  public Optional<ImportTask> beginAnew(ImportTask task, ImportPlan plan, int maxRows) {
    Lease lease = task.lease();
    database.write(
        Durability.RELAXED,
        handle -> {
          ImportDao dao = handle.attach(ImportDao.class);
          if (dao.forgetFindings(lease, owner, now(), PlanJson.writeUnderNone(plan)) == 1) {
            ErrorGroupTable.clear(handle, lease.id());
          }
          return null;
        });
    boolean shrinking = true;
    while (shrinking) {
      shrinking =
          database.write(
              Durability.RELAXED, handle -> Purge.stepBack(handle, lease, owner, maxRows));
    }
    boolean ours =
        database.write(
            Durability.RELAXED,
            handle ->
                handle
                        .attach(ImportDao.class)
                        .setPlan(
                            lease,
                            owner,
                            PlanJson.write(plan),
                            PlanJson.keyDigest(plan),
                            PlanJson.key(plan))
                    == 1);
    return ours
        ? Optional.of(new ImportTask(lease, task.content(), () -> plan, 0, 0))
        : Optional.empty();
  }

  /**
   * What is known of the whole source besides its rows.
   *
   * @param bytesRead how much of the source has been read, in bytes
   * @param columns the labels met so far; null if there are no new ones since the last batch
   * @param labels the labels as they stand in the source; null if they were handed over already
   * @param warnings what was met so far that refuses nothing, by code
   * @param notices where it was met; null if there is nothing new since the last batch
   * @param errors the groups of errors that have changed since the last batch
   */
  public record Findings(
      long bytesRead,
      @Nullable List<String> columns,
      @Nullable List<String> labels,
      Map<String, Long> warnings,
      @Nullable List<Notice> notices,
      List<ErrorTally.Numbered> errors) {}

  /** The groups of errors that an import has so far, in the order of their numbers. */
  public List<ErrorTally.Numbered> errorGroups(long id) {
    return database.read(handle -> ErrorGroupTable.read(handle, id));
  }

  /**
   * Stores the rows after the checkpoint, with the counters and the new checkpoint, in one
   * transaction.
   *
   * @return whether the lease still holds; if not, nothing was stored
   */
  public boolean append(Lease lease, long checkpoint, Batch batch, Findings findings) {
    boolean ours =
        database.writeNext(
            Durability.RELAXED, handle -> append(handle, lease, checkpoint, batch, findings));
    database.committed(batch.characters());
    return ours;
  }

  /** What somebody else does with a connection. */
  public interface ConnectionWork {
    void run(Connection connection) throws SQLException;
  }

  /** Lends a connection with which nothing can be written. */
  public void lookUp(ConnectionWork work) {
    database.read(handle -> lend(database, handle, work));
  }

  /** Lends the connection of a handle, with which nothing can be written meanwhile. */
  static boolean lend(Database database, Handle handle, ConnectionWork work) throws SQLException {
    return database.lend(
        handle,
        lent -> {
          work.run(lent.getConnection());
          return true;
        });
  }

  /**
   * What is known of a source once all of it was read.
   *
   * @param accounting where its bytes have gone
   * @param sketch of its valid rows
   * @param seen which completed imports hold rows of it already
   * @param completion what else is done in the transaction that completes the import; null for
   *     nothing
   */
  public record Ending(
      Accounting accounting,
      RowSketch sketch,
      List<SeenImport> seen,
      @Nullable Completion completion) {}

  /**
   * What else is done in the transaction that completes an import.
   *
   * @param schemas gives a schema by its name
   * @param work may refuse rows
   */
  public record Completion(Function<String, Schema> schemas, Consumer<ImportChange> work) {}

  /**
   * Stores the last rows and ends the import, unless rows were lost on the way. When the call
   * returns, the import and all its rows survive a power cut.
   *
   * @return whether the lease still held; if not, nothing was stored
   */
  public boolean complete(
      Lease lease, long checkpoint, Batch batch, Findings findings, Ending ending) {
    Accounting accounting = ending.accounting();
    return told(
        database.write(
            Durability.FULL,
            handle -> {
              ImportDao dao = handle.attach(ImportDao.class);
              boolean ours =
                  append(handle, lease, checkpoint, batch, findings)
                      && dao.complete(
                              lease,
                              owner,
                              now(),
                              AccountingJson.write(accounting),
                              ending.sketch().bytes(),
                              SeenJson.write(ending.seen()))
                          == 1;
              if (ours) {
                StoredImport stored =
                    dao.find(lease.id()).orElseThrow(() -> new ImportNotFoundException(lease.id()));
                accounting.requireRows(stored.processedRecords(), stored.failedRecords());
                Completion completion = ending.completion();
                if (completion != null) {
                  revise(
                      handle,
                      lease.id(),
                      completion.schemas(),
                      change -> {
                        completion.work().accept(change);
                        return true;
                      });
                }
                RememberedMappings.settle(handle, stored, now());
                outbox.add(handle, lease.id(), ImportEvent.Kind.COMPLETED);
              }
              return ours;
            }));
  }

  private boolean append(
      Handle handle, Lease lease, long checkpoint, Batch batch, Findings findings)
      throws SQLException {
    List<String> columns = findings.columns();
    List<String> labels = findings.labels();
    List<Notice> notices = findings.notices();
    int advanced =
        handle
            .attach(ImportDao.class)
            .advance(
                lease,
                owner,
                checkpoint,
                batch.size(),
                batch.failed(),
                findings.bytesRead(),
                columns == null ? null : Json.write(columns),
                labels == null ? null : Json.write(labels),
                Json.write(findings.warnings()),
                notices == null ? null : NoticesJson.write(notices));
    if (advanced == 0) {
      return false;
    }
    database.store(handle.getConnection(), lease.id(), batch.entries(), now());
    ErrorGroupTable.write(handle, lease.id(), findings.errors());
    batch.transactionWork().accept(handle.getConnection());
    return true;
  }

  /**
   * Ends an import whose source cannot be used; from then on none of its rows is visible.
   *
   * @param keep whether its bytes stay, so that it can be tried again
   * @return whether the lease still held; if not, nothing was changed
   */
  public boolean fail(Lease lease, SourceException failure, boolean keep) {
    Long line = failure.line().isPresent() ? failure.line().getAsLong() : null;
    Long column = failure.column().isPresent() ? failure.column().getAsLong() : null;
    String message = Surrogates.blur(String.valueOf(failure.getMessage()));
    String labels = MissingLabelsJson.write(failure.missingLabels().orElse(null));
    return told(
        database.write(
            Durability.FULL,
            handle -> {
              boolean ours =
                  handle
                          .attach(ImportDao.class)
                          .fail(
                              lease,
                              owner,
                              now(),
                              failure.code().text(),
                              message,
                              line,
                              column,
                              labels,
                              keep)
                      == 1;
              if (ours) {
                ErrorGroupTable.clear(handle, lease.id());
                outbox.add(handle, lease.id(), ImportEvent.Kind.FAILED);
              }
              return ours;
            }));
  }

  /**
   * Stops an import; from then on none of its rows is visible. Its bytes stay, so that it can be
   * tried again, unless a handler of the host has had some of its rows.
   *
   * @return its bytes, if nobody needs them any more
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it has ended
   */
  public Optional<Content> cancel(long id) {
    return told(
        database.write(
            Durability.FULL,
            handle -> {
              ImportDao dao = handle.attach(ImportDao.class);
              if (dao.cancel(id, now()) == 0) {
                StoredImport ended =
                    dao.find(id).orElseThrow(() -> new ImportNotFoundException(id));
                throw new ImportStateException(
                    id,
                    "Import "
                        + id
                        + " is "
                        + ended.status().text()
                        + " and cannot be cancelled. "
                        + (ended.status().leavesNoRows()
                            ? "No row of it is stored."
                            : "Delete it to remove its rows."));
              }
              ErrorGroupTable.clear(handle, id);
              outbox.add(handle, id, ImportEvent.Kind.CANCELLED);
              boolean kept = dao.find(id).filter(StoredImport::retryable).isPresent();
              return kept ? Optional.empty() : Optional.of(dao.task(id).content());
            }));
  }

  /**
   * Puts a failed or cancelled import whose bytes are kept among the pending again, as if it had
   * just been accepted. Rows of the attempt before leave the disk first.
   *
   * @param maxRows how many rows leave the disk in one transaction
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it has neither failed nor been cancelled, if its bytes are not
   *     kept, or if the same bytes have been imported meanwhile
   */
  public void retry(long id, int maxRows) {
    requireRetryable(queries.find(id).orElseThrow(() -> new ImportNotFoundException(id)));
    purgeAll(id, maxRows);
    database.write(
        Durability.FULL,
        handle -> {
          ImportDao dao = handle.attach(ImportDao.class);
          StoredImport stored = dao.find(id).orElseThrow(() -> new ImportNotFoundException(id));
          requireRetryable(stored);
          Optional<Long> same =
              dao.findSame(stored.fileHash(), PlanJson.key(dao.planOf(id)), stored.schema());
          if (same.isPresent() && dao.isOnce(id)) {
            throw new ImportStateException(
                id, "Import " + same.get() + " holds the same file already.");
          }
          return retry(dao, id);
        });
  }

  private int retry(ImportDao dao, long id) {
    try {
      return dao.retry(id, owner);
    } catch (JdbiException e) {
      if (!database.isUnique(e)) {
        throw e;
      }
      throw new ImportStateException(id, "Another import holds the same file already.");
    }
  }

  private static void requireRetryable(StoredImport stored) {
    if (!stored.retryable()) {
      throw new ImportStateException(
          stored.id(),
          "Import "
              + stored.id()
              + " is "
              + stored.status().text()
              + " and cannot be tried again. Send the file"
              + (stored.status() == ImportStatus.COMPLETED
                  ? " again to import it once more."
                  : " again."));
    }
  }

  /**
   * Gives up the bytes of imports that failed or were cancelled a while ago.
   *
   * @param age how long ago at least
   * @return the bytes, which nobody needs any more
   */
  public List<Content> expireKept(Duration age) {
    Instant before = clock.instant().minus(age);
    if (database.read(handle -> keptSince(handle, before)).isEmpty()) {
      return List.of();
    }
    return database.write(
        Durability.RELAXED,
        handle -> {
          ImportDao dao = handle.attach(ImportDao.class);
          List<Content> contents = new ArrayList<>();
          for (long id : keptSince(handle, before)) {
            dao.expireKept(id);
            contents.add(dao.task(id).content());
          }
          return contents;
        });
  }

  private static List<Long> keptSince(Handle handle, Instant before) {
    return handle.attach(ImportDao.class).keptSince(Times.text(before));
  }

  /**
   * Removes an import and its rows from every answer.
   *
   * @return its bytes, which nobody needs any more
   * @throws ImportNotFoundException if there is no such import
   */
  public Content delete(long id) {
    return database.write(
        Durability.FULL,
        handle -> {
          ImportDao dao = handle.attach(ImportDao.class);
          if (dao.delete(id, now()) == 0) {
            throw new ImportNotFoundException(id);
          }
          Content content = dao.task(id).content();
          ErrorGroupTable.clear(handle, id);
          EventOutbox.remove(handle, id);
          dao.forget(id);
          return content;
        });
  }

  /**
   * Takes some rows of deleted, failed and cancelled imports off the disk in one short transaction.
   *
   * @param maxRows how many rows at most
   * @return whether there may be more to do
   */
  public boolean purge(int maxRows) {
    return database.writeNext(Durability.RELAXED, handle -> Purge.step(handle, maxRows));
  }

  /**
   * Takes all rows of a deleted, failed or cancelled import off the disk, in short transactions.
   *
   * @param maxRows how many rows leave the disk in one transaction
   */
  public void purgeAll(long id, int maxRows) {
    boolean purging = true;
    while (purging) {
      purging = database.writeNext(Durability.RELAXED, handle -> Purge.stepOf(handle, id, maxRows));
    }
  }

  /**
   * Gives room that deleted rows have left back to a disk that is nearly full. Otherwise the room
   * stays for further rows, which are stored faster so.
   *
   * @param maxPages how many pages of the database at most
   * @return whether there may be more to do
   */
  public boolean giveBack(int maxPages) {
    return database.giveBack(maxPages);
  }

  /** The files in the spool that imports or staged uploads still need. */
  public List<Path> spooledFiles() {
    return database.read(
        handle ->
            Stream.concat(
                    handle.attach(ImportDao.class).spooledPaths().stream(),
                    handle.attach(UploadDao.class).paths().stream())
                .map(Path::of)
                .toList());
  }

  /** The file of the database; empty if it is in memory. */
  public Optional<Path> file() {
    return database.file();
  }

  /**
   * Checks that the file of the database is the one that was opened.
   *
   * @throws StorageException {@code MOVED} if it was removed, renamed or replaced
   */
  public void requireFileInPlace() {
    database.requireInPlace();
  }

  /**
   * The plan of an import; without what the reading rests on.
   *
   * @throws StorageException if it is of a form that only newer versions know
   */
  public static ImportPlan plan(StoredPlan stored) {
    return PlanJson.read(stored, null);
  }

  /** What is remembered of how columns were mapped. */
  public RememberedMappings mappings() {
    return mappings;
  }

  /** What is stored, for whoever asks. */
  public ImportQueries queries() {
    return queries;
  }

  /** Which rows of valid data are stored, told by their digests. */
  public StoredRows rows() {
    return rows;
  }

  /** What listeners are still to be told. */
  public EventOutbox outbox() {
    return outbox;
  }

  /** What was changed in rows. */
  public ChangeLog changes() {
    return changes;
  }

  /** Which instance works on which imports. */
  public Ownership ownership() {
    return ownership;
  }

  /** Who works on the database, where several servers may. */
  public Optional<Instances> instances() {
    return database.instances();
  }

  /** Where the bytes of sources can be kept that are needed on several servers. */
  public Optional<Chunks> chunks() {
    return database.instances().map(several -> new ChunkTable(database));
  }

  /** The uploads that are staged. */
  public UploadStore uploads() {
    return uploads;
  }

  /** Which database it is. */
  public DatabaseProduct product() {
    return database.read(
        handle -> {
          DatabaseMetaData about = handle.getConnection().getMetaData();
          return new DatabaseProduct(
              about.getDatabaseProductName(), about.getDatabaseProductVersion());
        });
  }

  /** How the connections to the database are used at the moment. */
  public ConnectionUse connectionUse() {
    return database.use();
  }

  /**
   * Copies the database, as it is at one moment, into a file that does not exist yet.
   *
   * @throws IllegalArgumentException if it exists
   */
  public void backup(Path file) {
    database.backup(file);
  }

  /**
   * Changes rows of a completed import in one transaction: if the work throws, or the process dies,
   * everything is as before. While it runs, nothing else can be stored.
   *
   * @param id the import
   * @param schema gives the schema of the import by its name
   * @param request what is asked for
   * @param work changes rows
   * @return what was done
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not completed
   * @throws dev.importer.error.ChangeException {@code CHANGED_MEANWHILE} if another change was the
   *     last one
   */
  public <T> Changed<T> change(
      long id,
      Function<String, Schema> schema,
      ImportChange.Request request,
      Function<ImportChange, T> work) {
    return database.write(
        Durability.FULL,
        handle -> {
          try (ImportChange change = ImportChange.begin(database, handle, id, schema, request)) {
            T result = work.apply(change);
            StoredChange stored = change.finish(clock.instant());
            StoredImport now =
                handle
                    .attach(ImportDao.class)
                    .find(id)
                    .orElseThrow(() -> new ImportNotFoundException(id));
            return new Changed<>(result, stored, now);
          }
        });
  }

  /**
   * Does something with the rows of a completed import in one transaction that is none of its
   * changes, and may refuse some.
   *
   * @param event what listeners are told of it
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not completed
   */
  public <T> T revise(
      long id,
      Function<String, Schema> schemas,
      ImportEvent.Kind event,
      Function<ImportChange, T> work) {
    return told(
        database.write(
            Durability.FULL,
            handle -> {
              T result = revise(handle, id, schemas, work);
              outbox.add(handle, id, event);
              return result;
            }));
  }

  private <T> T revise(
      Handle handle, long id, Function<String, Schema> schemas, Function<ImportChange, T> work)
      throws SQLException {
    try (ImportChange change = ImportChange.begin(database, handle, id, schemas, null)) {
      T result = work.apply(change);
      StoredChange unused = change.finish(clock.instant());
      return result;
    }
  }

  /**
   * Work with tables of the application.
   *
   * @param <T> what it gives
   */
  public interface TableWork<T> {

    /**
     * Does it.
     *
     * @param connection not to be closed
     * @param names makes the names of our own tables complete
     */
    T run(Connection connection, UnaryOperator<String> names) throws SQLException;
  }

  /** Looks at tables of the application. */
  public <T> T inspect(TableWork<T> work) {
    return database.read(handle -> work.run(handle.getConnection(), database.sql()::of));
  }

  /** Does something with tables of the application in a transaction, and takes it back. */
  public <T> T tryOut(TableWork<T> work) {
    return database.write(
        Durability.RELAXED,
        handle -> {
          handle.execute("SAVEPOINT importer_rehearsal");
          T result = work.run(handle.getConnection(), database.sql()::of);
          handle.execute("ROLLBACK TO SAVEPOINT importer_rehearsal");
          return result;
        });
  }

  /** What a failed statement becomes: an exception that says what to do. */
  public RuntimeException failure(SQLException failure) {
    return database.failure(failure);
  }

  /**
   * What became of rows that were to be changed.
   *
   * @param result what the work gives
   * @param change what was changed; null if nothing was
   * @param summary the import as it is then
   */
  public record Changed<T>(T result, @Nullable StoredChange change, StoredImport summary) {}

  /**
   * Copies all that is stored into another database, in which nothing is stored yet. Whatever it
   * throws, nothing is stored there afterwards either.
   *
   * @param carrier brings the bytes of sources to where those of the other database lie; empty if
   *     they are gone
   * @param onCopied is told of each import as soon as its rows are compared
   * @throws ImportStateException if an import is in the way that has not ended
   */
  public CopyResult copyTo(
      ImportStore target,
      Function<Content, Optional<Content>> carrier,
      Consumer<CopiedImport> onCopied) {
    return new StoreCopy(database, target.database, target.owner, clock, carrier, onCopied).run();
  }

  /** Closes the database, except those of a data source that the host owns. */
  @Override
  public void close() {
    database.close();
  }

  /** The time. */
  public Instant time() {
    return clock.instant();
  }

  private String now() {
    return Times.text(clock.instant());
  }
}

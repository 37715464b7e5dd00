package dev.importer;

import dev.importer.correct.Corrector;
import dev.importer.correct.ErrorsCsv;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.infer.Inference;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportObserver;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.ImportService;
import dev.importer.job.Progress;
import dev.importer.parse.SourceDetection;
import dev.importer.profile.ImportProfile;
import dev.importer.query.ConnectionUse;
import dev.importer.query.ErrorSummary;
import dev.importer.query.History;
import dev.importer.query.ImportPage;
import dev.importer.query.ImportQuery;
import dev.importer.query.Page;
import dev.importer.query.PageRequest;
import dev.importer.query.RecordQuery;
import dev.importer.query.RecordStatus;
import dev.importer.query.Statistics;
import dev.importer.query.StoredImport;
import dev.importer.query.StoredRecord;
import dev.importer.read.CheckReport;
import dev.importer.read.CheckedRows;
import dev.importer.read.RowHandler;
import dev.importer.read.RowStream;
import dev.importer.schema.Schema;
import dev.importer.source.Content;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.source.Spool;
import dev.importer.source.Upload;
import dev.importer.store.ImportQueries;
import dev.importer.store.ImportStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The way in: takes files, checks every row, stores every row, and answers questions about them.
 *
 * <pre>{@code
 * try (Importer importer = Importer.open(Path.of("data_imports.db"))) {
 *   ImportResult result = importer.load(Path.of("users.csv"));
 *   System.out.println(result.counts());
 * }
 * }</pre>
 *
 * <p>One noun, rising effect: {@link #check} stores nothing, {@link #read} hands out typed rows,
 * {@link #load} stores and waits, {@link #submit} stores in the background. What is wrong with a
 * row is data; a file that cannot be used at all ends the call with a {@link
 * dev.importer.error.SourceException}. Every call throws {@link StorageException} where the
 * database does not do its part, and {@link dev.importer.error.ImporterClosedException} after
 * {@link #close}; so do the handles that it gave out.
 *
 * <p>Thread-safe. Whoever opens an importer closes it; imports that have not ended by then go on
 * when it is opened again.
 */
public final class Importer implements AutoCloseable {

  private final ImportService.Settings settings;
  private final Spool spool;
  private final @Nullable Schema chosenSchema;
  private final @Nullable Path temporaryFolder;

  /** Begins the storage in memory, which can wait until something is stored or asked for. */
  private final Supplier<Storage> inMemory;

  private @Nullable Storage storage;
  private boolean closed;

  private Importer(Builder builder) {
    String instance = UUID.randomUUID().toString();
    Clock clock = builder.clock;
    this.settings = builder.settings();
    this.chosenSchema = builder.chosenSchema();
    ImportStore store = builder.openStore(instance).orElse(null);
    try {
      Path folder = builder.spoolFolder;
      Path temporary = null;
      if (folder == null) {
        Optional<Path> file = store == null ? Optional.empty() : store.file();
        folder = file.isPresent() ? Path.of(file.get() + "-spool") : createTemporaryFolder();
        temporary = file.isPresent() ? null : folder;
      }
      this.temporaryFolder = temporary;
      this.spool = new Spool(folder, instance, settings.limits());
      this.inMemory =
          () -> Storage.begin(ImportStore.inMemory(clock, instance), spool, settings, instance);
      this.storage = store == null ? null : Storage.begin(store, spool, settings, instance);
    } catch (RuntimeException e) {
      if (store != null) {
        store.close();
      }
      throw e;
    }
  }

  private synchronized Storage storage() {
    if (storage == null) {
      if (closed) {
        throw new ImporterClosedException();
      }
      storage = inMemory.get();
    }
    return storage;
  }

  private ImportService service() {
    return storage().service();
  }

  private ImportQueries queries() {
    return storage().store().queries();
  }

  /**
   * Opens an SQLite database with the built-in schema {@link Schema#USERS}, and creates it if it is
   * missing. Files of other things than people need a schema of their own: {@link Builder#schema}.
   *
   * @param database the file; sources that arrive as streams wait in a folder beside it
   */
  public static Importer open(Path database) {
    return builder().database(database).build();
  }

  /**
   * An importer without a file, with the built-in schema {@link Schema#USERS}: for checking and
   * reading, which need no database, and for tests. What is stored all the same lies in memory, and
   * vanishes with {@link #close}.
   */
  public static Importer inMemory() {
    return builder().inMemory().build();
  }

  /** Begins an importer that differs from the usual. */
  public static Builder builder() {
    return new Builder();
  }

  /** Finds out what an import of the file would do, and stores nothing. */
  public CheckReport check(Path file) {
    return check(Source.of(file), ImportOptions.DEFAULT);
  }

  /** Finds out what an import of the source would do, and stores nothing. */
  public CheckReport check(Source source) {
    return check(source, ImportOptions.DEFAULT);
  }

  /**
   * Finds out what an import of the source would do under these options, and stores nothing. All
   * rows are read, even if an import would stop because too many are refused.
   *
   * @throws dev.importer.error.SourceException if the source cannot be used
   */
  public CheckReport check(Source source, ImportOptions options) {
    Schema schema = settings.schema(options.schema());
    Content content = spool.take(source);
    try {
      SourceDetection detected = SourceDetection.of(source, content, schema);
      try (CheckedRows rows = open(content, detected, schema, options)) {
        return CheckReport.of(rows, options.maxErrors(), ImportStore::draft);
      }
    } finally {
      spool.release(source, content);
    }
  }

  /** Finds out how a source would be read, and why, under the schema of the importer. */
  public SourceDetection detect(Source source) {
    return detect(source, ImportOptions.DEFAULT);
  }

  /**
   * Finds out how a source would be read, and why. Its rows are not read.
   *
   * @throws dev.importer.error.SourceException if the source cannot be read or is neither CSV nor
   *     JSON
   */
  public SourceDetection detect(Source source, ImportOptions options) {
    Schema schema = settings.schema(options.schema());
    Content content = spool.take(source);
    try {
      return SourceDetection.of(source, content, schema);
    } finally {
      spool.release(source, content);
    }
  }

  /** Finds a schema that every row of a file keeps to, and stores nothing. */
  public Inference infer(Path file) {
    return infer(Source.of(file));
  }

  /**
   * Finds a schema that every row of a source keeps to, by looking at all of them, and stores
   * nothing. The schema is named after the source.
   *
   * @throws dev.importer.error.SourceException if the source cannot be used, or two of its labels
   *     mean the same field
   */
  public Inference infer(Source source) {
    Content content = spool.take(source);
    try {
      SourceDetection detected = SourceDetection.of(source, content, Schema.NONE);
      return Inference.of(content, detected, source.name(), settings.limits());
    } finally {
      spool.release(source, content);
    }
  }

  /**
   * Reads the rows of a file into records, one at a time; nothing is stored. As {@link
   * #read(Source, Class, ImportOptions)} with the default options.
   */
  public <T> RowStream<T> read(Path file, Class<T> type) {
    return read(Source.of(file), type);
  }

  /**
   * Reads the rows of a source into records, one at a time; nothing is stored. As {@link
   * #read(Source, Class, ImportOptions)} with the default options.
   */
  public <T> RowStream<T> read(Source source, Class<T> type) {
    return read(source, type, ImportOptions.DEFAULT);
  }

  /**
   * Reads the rows of a source into records, one at a time; nothing is stored. They are checked
   * against the schema that the options name, or else that of {@link Builder#schema}, or else that
   * of the record, {@link Schema#of}; never against the built-in one unasked.
   *
   * @param type a record whose components are named after fields or columns
   * @param options may name the schema, what is repaired, and what is no more than a warning
   * @return the rows, to be closed by the caller
   * @throws IllegalArgumentException if the class is no record, or has a component of a type that
   *     cells cannot become
   */
  public <T> RowStream<T> read(Source source, Class<T> type, ImportOptions options) {
    RowStream.requireBindable(type);
    Schema schema = schemaOf(type, options);
    Content content = spool.take(source);
    try {
      SourceDetection detected = SourceDetection.of(source, content, schema);
      CheckedRows rows = open(content, detected, schema, options);
      return RowStream.of(rows, type, () -> spool.release(source, content));
    } catch (RuntimeException e) {
      spool.release(source, content);
      throw e;
    }
  }

  private Schema schemaOf(Class<?> type, ImportOptions options) {
    if (options.schema() != null) {
      return settings.schema(options.schema());
    }
    if (chosenSchema != null) {
      return chosenSchema;
    }
    return Schema.of(type.asSubclass(Record.class));
  }

  private CheckedRows open(
      Content content, SourceDetection detected, Schema schema, ImportOptions options) {
    return CheckedRows.open(
        content, detected, options.repair(), spool, schema, options.severities());
  }

  /** Imports a file and waits for the end. */
  public ImportResult load(Path file) {
    return load(Source.of(file), ImportOptions.DEFAULT);
  }

  /** Imports a source and waits for the end. */
  public ImportResult load(Source source) {
    return load(source, ImportOptions.DEFAULT);
  }

  /**
   * Imports a source in this thread and waits for the end. If the thread is interrupted, the import
   * goes on in the background.
   *
   * @return the completed import; an earlier one if the same bytes were imported before
   * @throws dev.importer.error.SourceException if the file cannot be used; nothing of it stays
   * @throws ImportStateException if the import is cancelled or deleted meanwhile
   */
  public ImportResult load(Source source, ImportOptions options) {
    return load(source, options, accepted -> {});
  }

  /**
   * As {@link #load(Source, ImportOptions)}, and hands out the handle of the import meanwhile, for
   * another thread to watch the progress or to cancel.
   *
   * @param onAccepted called once in this thread, when the import is accepted and before its rows
   *     are read
   */
  public ImportResult load(Source source, ImportOptions options, Consumer<ImportJob> onAccepted) {
    return service().load(source, options, onAccepted);
  }

  /** Accepts a file and imports it in the background. */
  public ImportJob submit(Path file) {
    return submit(Source.of(file), ImportOptions.DEFAULT);
  }

  /** Accepts a source and imports it in the background. */
  public ImportJob submit(Source source) {
    return submit(source, ImportOptions.DEFAULT);
  }

  /**
   * Accepts a source and imports it in the background. When the call returns, the import survives a
   * crash and a power cut.
   *
   * @throws dev.importer.error.QueueFullException if too many imports are waiting
   * @throws dev.importer.error.SourceException if the source cannot be read or is neither CSV nor
   *     JSON
   */
  public ImportJob submit(Source source, ImportOptions options) {
    return service().submit(source, options);
  }

  /**
   * Begins to receive a source that arrives in pieces; write its bytes, then submit what {@link
   * Upload#finish} gives.
   *
   * @param name a label for people, usually the file's name
   */
  public Upload upload(String name) {
    return spool.begin(name);
  }

  /**
   * Removes the bytes of a finished upload that is not going to be imported, for example after a
   * check. It must not have been submitted. Does nothing if the source is no upload.
   */
  public void discard(Source source) {
    spool.discard(source);
  }

  /** A handle on an import, for example after a restart; empty if there is none. */
  public Optional<ImportJob> job(long id) {
    return service().job(id);
  }

  /**
   * How far an import has got, also if it has ended or runs in another process.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public Progress progress(long id) {
    return service().progress(id);
  }

  /** Imports, newest first. */
  public ImportPage imports(PageRequest request) {
    return imports(ImportQuery.all().withPage(request));
  }

  /** Those imports that a query asks for, newest first. */
  public ImportPage imports(ImportQuery query) {
    return queries().imports(query);
  }

  /** One import; empty if there is none. */
  public Optional<StoredImport> find(long id) {
    return queries().find(id);
  }

  /**
   * Stored rows in the order of imports and, within them, of the source. A page of large records,
   * or of a search by text or by values, may be short, even empty, and still have a next one.
   * Within one import the name of a field also means the labels that feed it, under which refused
   * rows have their cells.
   *
   * @throws IllegalArgumentException if the cursor does not come from such a page
   */
  public Page<StoredRecord> records(RecordQuery query) {
    return queries().records(query, names(query));
  }

  /** Gives all names under which rows of an import may have what a name of the query means. */
  private Function<String, Set<String>> names(RecordQuery query) {
    Long id = query.importId();
    Optional<StoredImport> stored =
        id == null || query.where().isEmpty() ? Optional.empty() : find(id);
    return name -> stored.map(each -> namesOf(name, each)).orElse(Set.of(name));
  }

  /** The names and labels that mean the same field as this one, which is among them. */
  private Set<String> namesOf(String name, StoredImport stored) {
    Schema schema = schemas().getOrDefault(stored.schema(), Schema.NONE);
    int field = schema.indexOf(name);
    Set<String> names = new HashSet<>(Set.of(name));
    if (field >= 0) {
      names.add(schema.fields().get(field).name());
      stored.columns().stream().filter(label -> schema.indexOf(label) == field).forEach(names::add);
    }
    return names;
  }

  /**
   * Stored rows as a stream that fetches a page when it needs one. It holds no connection in
   * between and needs no closing. One of the rows of an import never ends as if it were whole when
   * these are taken away meanwhile: it throws.
   *
   * @throws ImportNotFoundException from the stream, if the import is deleted meanwhile
   * @throws ImportStateException from the stream, if the import is cancelled, fails or begins anew
   *     meanwhile
   */
  public Stream<StoredRecord> stream(RecordQuery query) {
    Optional<StoredImport> begun =
        query.importId() == null ? Optional.empty() : find(query.importId());
    Function<String, Set<String>> names = names(query);
    Function<RecordQuery, Page<StoredRecord>> pages =
        asked ->
            begun.isPresent()
                ? queries().recordsOf(begun.get(), asked, names)
                : queries().records(asked, names);
    return Stream.iterate(
            Optional.of(pages.apply(query)),
            Optional::isPresent,
            page ->
                page.get()
                    .nextCursor()
                    .map(cursor -> pages.apply(query.withPage(query.page().at(cursor)))))
        .flatMap(page -> page.get().items().stream());
  }

  /**
   * The refused rows of an import in the order of the source.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if the page is not the first, and the import has failed or was
   *     cancelled, so that the rows after those of the page before are gone
   */
  public Page<StoredRecord> errors(long id, PageRequest request) {
    Page<StoredRecord> page =
        queries()
            .records(RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED).withPage(request));
    // Afterwards: a page that was read while the rows were taken away looks like the last one.
    StoredImport now = find(id).orElseThrow(() -> new ImportNotFoundException(id));
    if (request.cursor() != null && now.status().leavesNoRows()) {
      throw new ImportStateException(
          id, "Import " + id + " is " + now.status().text() + " now, and its rows are gone.");
    }
    return page;
  }

  /**
   * What is wrong with the rows of an import, in few lines: each kind of fault in each field with
   * its exact count and the first rows that show it. While the import runs, of the rows stored so
   * far.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public ErrorSummary errorSummary(long id) {
    return queries().errorSummary(id).orElseThrow(() -> new ImportNotFoundException(id));
  }

  /**
   * What the columns of an import hold: how many values, how many different ones, the smallest, the
   * largest and the most frequent. All valid rows are read for it, page by page, in memory that
   * does not grow with them; a million of four columns take a few seconds. While the import runs,
   * of the rows stored so far.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public ImportProfile profile(long id) {
    if (queries().find(id).isEmpty()) {
      throw new ImportNotFoundException(id);
    }
    return ImportProfile.of(
        stream(
            RecordQuery.ofImport(id)
                .withStatus(RecordStatus.VALID)
                .withPage(PageRequest.ofLimit(Page.MAX_LIMIT))));
  }

  /**
   * The refused rows of an import as a CSV file for people to mend, as the source was written; the
   * file that {@link #correct} takes back.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public ErrorsCsv errorsCsv(long id) {
    StoredImport summary = queries().find(id).orElseThrow(() -> new ImportNotFoundException(id));
    RecordQuery refused = RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED);
    return ErrorsCsv.of(
        summary, page -> queries().recordsOf(summary, refused.withPage(page), Set::of));
  }

  /**
   * Takes corrected rows back into their import, all of them or, if the file does not fit, none:
   * each refused row that the file changes is checked and replaced under its own number. A row that
   * is still at fault stays refused, with its new cells and reasons; rows that are valid, and rows
   * that the file does not name, stay as they are. Doing it twice changes nothing.
   *
   * @param id a completed import
   * @param source the file of {@link #errorsCsv}, mended; or records as JSON, which have a {@code
   *     row_number} and their {@code data}
   * @throws dev.importer.error.SourceException if the file cannot be read, or does not belong to
   *     the import; nothing is changed
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not completed
   */
  public Corrector.Result correct(long id, Source source) {
    return storage().corrector().correct(id, source);
  }

  /** All imports in numbers. */
  public Statistics statistics() {
    return queries().statistics();
  }

  /** When the import that waits longest for a worker was accepted; empty if none waits. */
  public Optional<Instant> oldestPending() {
    return queries().oldestPending();
  }

  /** How the connections to the database are used at the moment. */
  public ConnectionUse connectionUse() {
    return storage().store().connectionUse();
  }

  /** What was imported day by day, and what was wrong with it. */
  public History history() {
    return queries().history();
  }

  /**
   * Copies the database, as it is at one moment, into a file of its own; imports go on meanwhile.
   * When the call returns, the copy is on the disk. It holds what imports that have not ended had
   * stored by then; their sources are not part of it.
   *
   * @param file where the copy shall be; it is written beside that, under a name of its own that
   *     ends in {@code .part}
   * @throws IllegalArgumentException if the file exists
   * @throws StorageException if the copy cannot be written; nothing of it stays
   */
  public void backup(Path file) {
    storage().store().backup(file);
  }

  /**
   * Stops an import that has not ended. None of its rows stay.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it has ended
   */
  public void cancel(long id) {
    service().cancel(id);
  }

  /**
   * Begins an import anew that was cancelled, or that failed for a reason that does not lie in its
   * source, such as a full disk ({@link StoredImport#retryable}). It keeps its id.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is none of these, if its bytes are gone ({@link
   *     Builder#keepForRetry}), or if the same file was imported meanwhile
   */
  public ImportJob retry(long id) {
    return service().retry(id);
  }

  /**
   * Deletes an import. It is gone from every answer when the call returns; its rows leave the disk
   * soon after.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public void delete(long id) {
    service().delete(id);
  }

  /** The schemas by name. */
  public Map<String, Schema> schemas() {
    return settings.schemas();
  }

  /** The schema of imports that name none. */
  public Schema defaultSchema() {
    return settings.defaultSchema();
  }

  /** The file of the database; empty if it is in memory. */
  public Optional<Path> databaseFile() {
    return storage().store().file();
  }

  /**
   * Checks that the file of the database is the one that was opened; as long as it is not, nothing
   * can be stored.
   *
   * @throws StorageException {@code MOVED} if it was removed, renamed or replaced
   */
  public void requireDatabaseInPlace() {
    storage().store().requireFileInPlace();
  }

  /** The folder in which sources that arrive as streams wait. */
  public Path spoolFolder() {
    return spool.folder();
  }

  /**
   * Stops after the batches at hand and closes the database, except a data source that the host
   * owns. Imports that have not ended go on when the importer is opened again.
   */
  @Override
  public void close() {
    Storage begun;
    synchronized (this) {
      closed = true;
      begun = storage;
    }
    if (begun != null) {
      begun.close();
    }
    spool.close();
    if (temporaryFolder != null && Files.exists(temporaryFolder)) {
      deleteTemporaryFolder(temporaryFolder);
    }
  }

  private static Path createTemporaryFolder() {
    try {
      return Files.createTempDirectory("importer-spool-");
    } catch (IOException e) {
      throw new StorageException(
          Reason.NOT_WRITABLE, "No temporary folder can be created for the spool.", e);
    }
  }

  private static void deleteTemporaryFolder(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new StorageException(
          Reason.OTHER, "The temporary spool folder '" + folder + "' cannot be deleted.", e);
    }
  }

  /**
   * Collects what an importer shall be like. Name a database with {@link #database}, {@link
   * #inMemory} or {@link #dataSource}; the rest has defaults. Not thread-safe.
   */
  public static final class Builder {

    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, RowHandler> handlers = new LinkedHashMap<>();
    private @Nullable Path database;
    private @Nullable DataSource dataSource;
    private @Nullable String tablePrefix;
    private boolean inMemory;
    private @Nullable Schema defaultSchema;
    private @Nullable Path spoolFolder;
    private int batchSize = 20_000;
    private int workers = 2;
    private int maxPending = 100;
    private Duration keepForRetry = Duration.ofHours(24);
    private Limits limits = Limits.DEFAULT;
    private Clock clock = Clock.systemUTC();
    private ImportObserver observer = ImportObserver.NONE;

    private Builder() {
      schemas.put(Schema.NONE.name(), Schema.NONE);
      schemas.put(Schema.USERS.name(), Schema.USERS);
    }

    /** An SQLite database file, created if it is missing. */
    public Builder database(Path file) {
      this.database = Objects.requireNonNull(file);
      return this;
    }

    /**
     * A database in memory, which is made when something is stored or asked for, and vanishes when
     * the importer is closed.
     */
    public Builder inMemory() {
      this.inMemory = true;
      return this;
    }

    /**
     * The SQLite database of the host, which stays its own; no other product is supported now, and
     * {@link #build} says so. Foreign keys must be switched on in it, and write-ahead logging
     * should be. Its connections must commit by themselves, as is usual; those that have stored
     * something keep {@code synchronous} as the importer set it last.
     */
    public Builder dataSource(DataSource host) {
      this.dataSource = Objects.requireNonNull(host);
      return this;
    }

    /**
     * What the names of the importer's tables and indexes begin with in the database of the host,
     * so that they do not meet others: up to 40 letters, digits and underscores, or nothing.
     * Default {@code importer_}; where a version without this setting has made tables without a
     * prefix, these are used. In a database of its own the importer uses none.
     */
    public Builder tablePrefix(String prefix) {
      this.tablePrefix = Objects.requireNonNull(prefix);
      return this;
    }

    /**
     * The schema of imports that name none. Default {@link Schema#USERS}, which is for people with
     * name, email and age; name one of your own, or {@link Schema#NONE} to check nothing.
     */
    public Builder schema(Schema schema) {
      addSchema(schema);
      this.defaultSchema = schema;
      return this;
    }

    /**
     * A further schema, for imports that name it. {@code users} and {@code none} are there already.
     */
    public Builder addSchema(Schema schema) {
      schemas.put(schema.name(), schema);
      return this;
    }

    /**
     * A handler that takes the valid rows of imports that name it ({@link
     * ImportOptions#withHandler}), in the transaction that stores them. An import that goes on
     * after a restart finds its handler by the name, so keep the name.
     */
    public Builder rowHandler(String name, RowHandler handler) {
      handlers.put(Objects.requireNonNull(name), Objects.requireNonNull(handler));
      return this;
    }

    /** How many rows a transaction stores; 1 to 100,000, default 20,000. */
    public Builder batchSize(int rows) {
      this.batchSize = rows;
      return this;
    }

    /**
     * How many imports run at once in the background; 0 to 64, default 2. With 0 the importer works
     * on nothing but what {@link Importer#load} is called for: it leaves submitted imports, and
     * those of instances that died, to others that have the same database open. What it deletes or
     * cancels leaves the disk before the call returns.
     */
    public Builder workers(int count) {
      this.workers = count;
      return this;
    }

    /** How many imports may wait for a worker; 1 or more, default 100. */
    public Builder maxPending(int count) {
      this.maxPending = count;
      return this;
    }

    /**
     * How long the bytes of imports that were cancelled, or that failed for a reason that does not
     * lie in them, are kept so that they can be tried again ({@link Importer#retry}); zero or more,
     * default 24 hours. Imports that name a row handler are not kept.
     */
    public Builder keepForRetry(Duration time) {
      this.keepForRetry = Objects.requireNonNull(time);
      return this;
    }

    /**
     * Where sources that arrive as streams wait. It must belong to this database alone. Default:
     * the name of the database file followed by {@code -spool}, or a temporary folder.
     */
    public Builder spoolFolder(Path folder) {
      this.spoolFolder = Objects.requireNonNull(folder);
      return this;
    }

    /** The bounds of sources. Default {@link Limits#DEFAULT}. */
    public Builder limits(Limits limits) {
      this.limits = Objects.requireNonNull(limits);
      return this;
    }

    /** Tells the times that are stored. Default the system's clock. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock);
      return this;
    }

    /** Is told what running imports do, for metrics. Default {@link ImportObserver#NONE}. */
    public Builder observer(ImportObserver observer) {
      this.observer = Objects.requireNonNull(observer);
      return this;
    }

    /**
     * Opens the database and begins to work.
     *
     * @throws IllegalArgumentException if a setting is out of range
     * @throws IllegalStateException unless exactly one database is named, or if a prefix is set
     *     without a data source
     * @throws StorageException if the database or the spool folder cannot be used
     */
    public Importer build() {
      return new Importer(this);
    }

    /** The schema that holds where none is named; null if that is left to the built-in one. */
    private @Nullable Schema chosenSchema() {
      if (defaultSchema != null) {
        return defaultSchema;
      }
      // Whoever replaces the schema of this name means that for everyone who names none, too.
      Schema users = schemas.get(Schema.USERS.name());
      return users == null || users.equals(Schema.USERS) ? null : users;
    }

    private ImportService.Settings settings() {
      return new ImportService.Settings(
          batchSize,
          workers,
          maxPending,
          limits,
          Objects.requireNonNullElse(chosenSchema(), Schema.USERS),
          schemas,
          handlers,
          keepForRetry,
          observer);
    }

    /** The database that has to be there; empty for one in memory. */
    private Optional<ImportStore> openStore(String instance) {
      int named = (database == null ? 0 : 1) + (dataSource == null ? 0 : 1) + (inMemory ? 1 : 0);
      if (named != 1) {
        throw new IllegalStateException(
            "name one of database, dataSource and inMemory, but " + named + " were named");
      }
      if (tablePrefix != null && dataSource == null) {
        throw new IllegalStateException(
            "tablePrefix goes with dataSource only; a database of the importer's own needs none");
      }
      if (database != null) {
        return Optional.of(ImportStore.open(database, clock, instance));
      }
      return dataSource == null
          ? Optional.empty()
          : Optional.of(ImportStore.on(dataSource, tablePrefix, clock, instance));
    }
  }
}

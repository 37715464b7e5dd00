package dev.importer;

import dev.importer.correct.Corrector;
import dev.importer.correct.ErrorsCsv;
import dev.importer.error.ImportNotFoundException;
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
import dev.importer.store.ImportStore;
import dev.importer.validate.RowValidator;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The way in: takes files, checks every row, stores every row, and answers questions about them.
 *
 * <pre>{@code
 * try (Importer importer = Importer.open(Path.of("data_imports.db"))) {
 *   ImportResult result = importer.load(Path.of("users.csv"));
 *   System.out.println(result.valid() + " stored, " + result.failed() + " refused");
 * }
 * }</pre>
 *
 * <p>One noun, rising effect: {@link #check} stores nothing, {@link #read} hands out typed rows,
 * {@link #load} stores and waits, {@link #submit} stores in the background. What is wrong with a
 * row is data; a file that cannot be used at all ends the call with a {@link
 * dev.importer.error.SourceException}. Every call throws {@link StorageException} where the
 * database does not do its part.
 *
 * <p>Thread-safe. Whoever opens an importer closes it; imports that have not ended by then go on
 * when it is opened again.
 */
public final class Importer implements AutoCloseable {

  private final ImportStore store;
  private final Spool spool;
  private final ImportService service;
  private final ImportService.Settings settings;
  private final Corrector corrector;
  private final @Nullable Path temporaryFolder;

  private Importer(Builder builder) {
    String instance = UUID.randomUUID().toString();
    this.settings = builder.settings();
    this.store = builder.openStore(instance);
    try {
      Path folder = builder.spoolFolder;
      Path temporary = null;
      if (folder == null) {
        Optional<Path> file = store.file();
        folder = file.isPresent() ? Path.of(file.get() + "-spool") : createTemporaryFolder();
        temporary = file.isPresent() ? null : folder;
      }
      this.temporaryFolder = temporary;
      this.spool = new Spool(folder, instance, settings.limits());
      this.service = new ImportService(store, spool, settings, instance);
      this.corrector =
          new Corrector(store, spool, settings.limits(), settings::schema, settings::handler);
      service.start();
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Opens an SQLite database with the schema {@link Schema#USERS}, and creates it if it is missing.
   *
   * @param database the file; sources that arrive as streams wait in a folder beside it
   */
  public static Importer open(Path database) {
    return builder().database(database).build();
  }

  /** Opens a database in memory, for tests; what it holds vanishes with {@link #close}. */
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

  /** Reads the rows of a file into records, one at a time; nothing is stored. */
  public <T> RowStream<T> read(Path file, Class<T> type) {
    return read(Source.of(file), type);
  }

  /** Reads the rows of a source into records, one at a time; nothing is stored. */
  public <T> RowStream<T> read(Source source, Class<T> type) {
    return read(source, type, ImportOptions.DEFAULT);
  }

  /**
   * Reads the rows of a source into records, one at a time; nothing is stored.
   *
   * @param type a record whose components are named after fields or columns
   * @param options names the schema, if it is not that of the importer, what is repaired, and what
   *     is no more than a warning
   * @return the rows, to be closed by the caller
   * @throws IllegalArgumentException if the class is no record, or has a component of a type that
   *     cells cannot become
   */
  public <T> RowStream<T> read(Source source, Class<T> type, ImportOptions options) {
    RowStream.requireBindable(type);
    Schema schema = settings.schema(options.schema());
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
   * @throws dev.importer.error.ImportStateException if the import is cancelled or deleted meanwhile
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
    return service.load(source, options, onAccepted);
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
    return service.submit(source, options);
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
    return service.job(id);
  }

  /**
   * How far an import has got, also if it has ended or runs in another process.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public Progress progress(long id) {
    return service.progress(id);
  }

  /** Imports, newest first. */
  public ImportPage imports(PageRequest request) {
    return imports(ImportQuery.all().withPage(request));
  }

  /** Those imports that a query asks for, newest first. */
  public ImportPage imports(ImportQuery query) {
    return store.queries().imports(query);
  }

  /** One import; empty if there is none. */
  public Optional<StoredImport> find(long id) {
    return store.queries().find(id);
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
    Long id = query.importId();
    Optional<StoredImport> stored =
        id == null || query.where().isEmpty() ? Optional.empty() : find(id);
    return store
        .queries()
        .records(query, name -> stored.map(each -> namesOf(name, each)).orElse(Set.of(name)));
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
   * between and needs no closing.
   */
  public Stream<StoredRecord> stream(RecordQuery query) {
    return Stream.iterate(
            Optional.of(records(query)),
            Optional::isPresent,
            page ->
                page.get()
                    .nextCursor()
                    .map(cursor -> records(query.withPage(query.page().at(cursor)))))
        .flatMap(page -> page.get().items().stream());
  }

  /**
   * The refused rows of an import in the order of the source.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public Page<StoredRecord> errors(long id, PageRequest request) {
    Page<StoredRecord> page =
        store
            .queries()
            .records(RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED).withPage(request));
    // Afterwards: a page that was read while the import was being deleted looks like the last one.
    if (store.queries().find(id).isEmpty()) {
      throw new ImportNotFoundException(id);
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
    return store.queries().errorSummary(id).orElseThrow(() -> new ImportNotFoundException(id));
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
    if (store.queries().find(id).isEmpty()) {
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
    StoredImport summary =
        store.queries().find(id).orElseThrow(() -> new ImportNotFoundException(id));
    return ErrorsCsv.of(summary, page -> errors(id, page));
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
   * @throws dev.importer.error.ImportStateException if it is not completed
   */
  public Corrector.Result correct(long id, Source source) {
    return corrector.correct(id, source);
  }

  /** All imports in numbers. */
  public Statistics statistics() {
    return store.queries().statistics();
  }

  /** When the import that waits longest for a worker was accepted; empty if none waits. */
  public Optional<Instant> oldestPending() {
    return store.queries().oldestPending();
  }

  /** How the connections to the database are used at the moment. */
  public ConnectionUse connectionUse() {
    return store.connectionUse();
  }

  /** What was imported day by day, and what was wrong with it. */
  public History history() {
    return store.queries().history();
  }

  /**
   * Copies the database, as it is at one moment, into a file of its own; imports go on meanwhile.
   * When the call returns, the copy is on the disk. It holds what imports that have not ended had
   * stored by then; their sources are not part of it.
   *
   * @param file where the copy shall be; beside it, a file of this name and {@code .part} is used
   * @throws IllegalArgumentException if the file exists
   * @throws StorageException if the copy cannot be written; nothing of it stays
   */
  public void backup(Path file) {
    store.backup(file);
  }

  /**
   * Stops an import that has not ended. None of its rows stay.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws dev.importer.error.ImportStateException if it has ended
   */
  public void cancel(long id) {
    service.cancel(id);
  }

  /**
   * Begins an import anew that was cancelled, or that failed for a reason that does not lie in its
   * source, such as a full disk ({@link StoredImport#retryable}). It keeps its id.
   *
   * @throws ImportNotFoundException if there is no such import
   * @throws dev.importer.error.ImportStateException if it is none of these, if its bytes are gone
   *     ({@link Builder#keepForRetry}), or if the same file was imported meanwhile
   */
  public ImportJob retry(long id) {
    return service.retry(id);
  }

  /**
   * Deletes an import. It is gone from every answer when the call returns; its rows leave the disk
   * soon after.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public void delete(long id) {
    service.delete(id);
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
    return store.file();
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
    service.close();
    store.close();
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
    private boolean inMemory;
    private @Nullable Schema defaultSchema;
    private @Nullable Path spoolFolder;
    private int batchSize = 5_000;
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

    /** A database in memory, which vanishes when the importer is closed. */
    public Builder inMemory() {
      this.inMemory = true;
      return this;
    }

    /**
     * The SQLite database of the host, which stays its own. Foreign keys must be switched on in it,
     * and write-ahead logging should be. Connections that have stored something keep {@code
     * synchronous} and the transaction mode {@code IMMEDIATE} as the importer set them last.
     */
    public Builder dataSource(DataSource host) {
      this.dataSource = Objects.requireNonNull(host);
      return this;
    }

    /**
     * The schema of imports that name none. Default {@link Schema#USERS}.
     *
     * @throws IllegalArgumentException as {@link #addSchema} does
     */
    public Builder schema(Schema schema) {
      addSchema(schema);
      this.defaultSchema = schema;
      return this;
    }

    /**
     * A further schema, for imports that name it. {@code users} and {@code none} are there already.
     *
     * @throws IllegalArgumentException if the schema has a foreign key to another table, of which
     *     an import of one file knows nothing, or one that no value can fulfil
     */
    public Builder addSchema(Schema schema) {
      RowValidator.requireCheckable(schema);
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

    /** How many rows a transaction stores; 1 to 100,000, default 5,000. */
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
     * @throws IllegalStateException unless exactly one database is named
     * @throws StorageException if the database or the spool folder cannot be used
     */
    public Importer build() {
      return new Importer(this);
    }

    private ImportService.Settings settings() {
      return new ImportService.Settings(
          batchSize,
          workers,
          maxPending,
          limits,
          // Whoever replaces the schema of this name means that for everyone who names none, too.
          defaultSchema == null
              ? schemas.getOrDefault(Schema.USERS.name(), Schema.USERS)
              : defaultSchema,
          schemas,
          handlers,
          keepForRetry,
          observer);
    }

    private ImportStore openStore(String instance) {
      int named = (database == null ? 0 : 1) + (dataSource == null ? 0 : 1) + (inMemory ? 1 : 0);
      if (named != 1) {
        throw new IllegalStateException(
            "name one of database, dataSource and inMemory, but " + named + " were named");
      }
      if (database != null) {
        return ImportStore.open(database, clock, instance);
      }
      return dataSource == null
          ? ImportStore.inMemory(clock, instance)
          : ImportStore.on(dataSource, clock, instance);
    }
  }
}

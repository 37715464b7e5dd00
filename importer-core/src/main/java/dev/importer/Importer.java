package dev.importer;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.correct.SentDownload;
import dev.importer.internal.correct.TargetRehearsal;
import dev.importer.internal.detect.SourceDetector;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.host.TargetJson;
import dev.importer.internal.infer.SchemaInference;
import dev.importer.internal.job.ImportService;
import dev.importer.internal.job.KnownSchemas;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.record.RecordEncoder;
import dev.importer.internal.reference.HostTable;
import dev.importer.internal.rows.BoundRows;
import dev.importer.internal.rows.CheckedRows;
import dev.importer.internal.rows.HostChecks;
import dev.importer.internal.rows.HostRules;
import dev.importer.internal.rows.Lookup;
import dev.importer.internal.rows.Rehearsal;
import dev.importer.internal.rows.SourceStarts;
import dev.importer.internal.seen.RowDigests;
import dev.importer.internal.seen.SeenRows;
import dev.importer.internal.source.Chunks;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportQueries;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.RememberedMappings;
import dev.importer.internal.store.TableNames;
import dev.importer.internal.store.UploadStore;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportListener;
import dev.importer.job.ImportObserver;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.RowCheck;
import dev.importer.job.RowHandler;
import dev.importer.job.Target;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.Inference;
import dev.importer.results.SourceDetection;
import dev.importer.results.SourcePreview;
import dev.importer.results.SourcePreview.SchemaFit;
import dev.importer.results.StoredImport;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import dev.importer.row.RowStream;
import dev.importer.schema.Schema;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
 * <p>Thread-safe. Close it when it is no longer needed; imports that have not ended by then resume
 * when it is opened again.
 */
public final class Importer implements AutoCloseable {

  private final ImportService.Settings settings;
  private final Spool spool;
  private final @Nullable Path temporaryFolder;

  /** Begins the storage in memory, which can wait until something is stored or asked for. */
  private final Supplier<Storage> inMemory;

  private @Nullable Storage storage;
  private boolean closed;

  private Importer(Builder builder) {
    String instance = UUID.randomUUID().toString();
    Clock clock = builder.clock;
    this.settings = builder.settings();
    UploadStore.Bounds staged = builder.staged();
    ImportStore store = builder.openStore(instance).orElse(null);
    try {
      if (!builder.references.isEmpty()) {
        store = store == null ? ImportStore.inMemory(clock, instance) : store;
        ImportStore opened = store;
        settings
            .hostRules()
            .requireTables(settings.known().all().values(), work -> opened.lookUp(work::run));
      }
      Path folder = builder.spoolFolder;
      Path temporary = null;
      if (folder == null) {
        Optional<Path> file = store == null ? Optional.empty() : store.file();
        folder = file.isPresent() ? Path.of(file.get() + "-spool") : createTemporaryFolder();
        temporary = file.isPresent() ? null : folder;
      }
      this.temporaryFolder = temporary;
      // A folder that was named is one that all servers share.
      Chunks chunks =
          store == null || builder.spoolFolder != null ? null : store.chunks().orElse(null);
      this.spool = new Spool(folder, instance, settings.limits(), chunks);
      this.inMemory =
          () ->
              Storage.begin(
                  ImportStore.inMemory(clock, instance), spool, settings, staged, instance);
      this.storage = store == null ? null : Storage.begin(store, spool, settings, staged, instance);
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

  /** Nothing is remembered where nothing was ever stored. */
  private synchronized @Nullable RememberedMappings mappings() {
    return storage == null ? null : storage.store().mappings();
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
    Schema schema = settings.schema(options);
    Source known = options.applyTo(source);
    Content content = spool.take(known);
    try {
      ImportPlan plan = settings.plan(known, content, schema, options, spool, mappings());
      Optional<ImportStore> stored = stored(schema);
      SentDownload.refuse(content, plan, schema, spool, this::findStored);
      try (CheckedRows rows = CheckedRows.open(content, plan, schema, spool, checks(schema, plan));
          RowDigests digests = new RowDigests(spool);
          TargetRehearsal target = rehearsal(options.target(), schema)) {
        Consumer<CheckedRow> digesting = stored.isPresent() ? digests::add : row -> {};
        CheckReport report =
            Rehearsal.of(
                rows,
                options.maxErrors(),
                RecordEncoder::draft,
                digesting.andThen(target::add),
                refusals -> target.run(refusals::accept));
        return stored
            .map(store -> SeenRows.find(store, schema, digests, spool, () -> false))
            .orElse(SeenRows.NONE)
            .addTo(report);
      }
    } finally {
      spool.release(known, content);
    }
  }

  private TargetRehearsal rehearsal(@Nullable String target, Schema schema) {
    NamedTarget named = settings.target(target);
    return named == null
        ? TargetRehearsal.none(spool)
        : storage().targets().rehearsal(named, schema);
  }

  /** What the host has to say of rows that are not stored. */
  private HostChecks checks(Schema schema, ImportPlan plan) {
    return settings.hostRules().concern(schema, plan.rowChecks())
        ? settings
            .hostRules()
            .forRun(schema, plan.rowChecks(), lookup(), OptionalLong.empty(), settings.batchSize())
        : HostChecks.none();
  }

  private Lookup lookup() {
    ImportStore store = storage().store();
    return work -> store.lookUp(work::run);
  }

  private synchronized Optional<StoredImport> findStored(long id) {
    return storage == null ? Optional.empty() : queries().find(id);
  }

  /** The database, if it was needed already and holds rows under a schema. */
  private synchronized Optional<ImportStore> stored(Schema schema) {
    return Optional.ofNullable(storage)
        .map(Storage::store)
        .filter(store -> store.rows().has(schema.name()));
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
    Schema schema = settings.schema(options);
    Source known = options.applyTo(source);
    Content content = spool.take(known);
    try {
      return SourceDetector.detect(known, content, schema, spool);
    } finally {
      spool.release(known, content);
    }
  }

  /**
   * Looks at the beginning of a source: how it is read, its first lines, and which of the schemas
   * of this importer its columns fit best, by their labels and, where those are other ones, by
   * their values. Its rows are not checked.
   *
   * @param options say how it is read, and which columns feed which fields of the schema that they
   *     name
   * @throws dev.importer.error.SourceException if the source cannot be read or is neither CSV nor
   *     JSON
   */
  public SourcePreview preview(Source source, ImportOptions options) {
    Source known = options.applyTo(source);
    Content content = spool.take(known);
    try {
      ImportPlan plan =
          settings.plan(known, content, settings.schema(options), options, spool, mappings());
      List<SchemaFit> fits =
          settings.known().all().values().stream()
              .filter(schema -> !schema.fields().isEmpty())
              .flatMap(schema -> fit(known, content, schema).stream())
              .sorted(
                  Comparator.comparingDouble(SchemaFit::score)
                      .reversed()
                      .thenComparing(SchemaFit::schema))
              .limit(SourcePreview.MAX_FITS)
              .toList();
      return new SourcePreview(plan.detected(), SourceStarts.lines(content, plan, spool), fits);
    } finally {
      spool.release(known, content);
    }
  }

  /** Each schema has a say in where the table begins, and its own memory of labels. */
  private Optional<SchemaFit> fit(Source known, Content content, Schema schema) {
    ImportPlan plan =
        settings.plan(known, content, schema, ImportOptions.DEFAULT, spool, mappings());
    return SourceStarts.fit(content, plan, schema, spool);
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
      SourceDetection detected = SourceDetector.detect(source, content, Schema.NONE, spool);
      return SchemaInference.infer(content, detected, source.name(), spool);
    } finally {
      spool.release(source, content);
    }
  }

  /**
   * Reads the rows of a file into objects, one at a time; nothing is stored. As {@link
   * #read(Source, Class, ImportOptions)} with the default options.
   */
  public <T> RowStream<T> read(Path file, Class<T> type) {
    return read(Source.of(file), type);
  }

  /**
   * Reads the rows of a source into objects, one at a time; nothing is stored. As {@link
   * #read(Source, Class, ImportOptions)} with the default options.
   */
  public <T> RowStream<T> read(Source source, Class<T> type) {
    return read(source, type, ImportOptions.DEFAULT);
  }

  /**
   * Reads the rows of a source into objects, one at a time; nothing is stored. They are checked
   * against the schema that the options name, or else that of {@link Builder#schema}, or else that
   * of the class, {@link Schema#of}; never against the built-in one unasked.
   *
   * <p>The class is a record; or one with a single public constructor with parameters, and none
   * without, whose names are known: it was compiled with {@code -parameters}, or has
   * {@code @ConstructorProperties}, or each parameter fills the field of its type, as in a data
   * class of Kotlin; or a bean, with a public constructor without parameters and public setters,
   * its own and inherited ones. What no column feeds, and what has no value, is null, an empty
   * {@link Optional}, or, if it is primitive, an error of the row.
   *
   * @param type a class whose components, parameters or properties are named after fields or
   *     columns
   * @param options may name the schema, what is repaired, and what is no more than a warning
   * @return the rows, to be closed by the caller
   * @throws IllegalArgumentException if objects of the class cannot be made, or one of the parts is
   *     of a type that cells cannot become; the message says what can be done
   */
  public <T> RowStream<T> read(Source source, Class<T> type, ImportOptions options) {
    BoundRows.requireBindable(type);
    Schema schema = schemaOf(type, options);
    Source known = options.applyTo(source);
    Content content = spool.take(known);
    try {
      ImportPlan plan = settings.plan(known, content, schema, options, spool, mappings());
      CheckedRows rows = CheckedRows.open(content, plan, schema, spool, checks(schema, plan));
      return BoundRows.of(rows, type, () -> spool.release(known, content));
    } catch (RuntimeException e) {
      spool.release(known, content);
      throw e;
    }
  }

  private Schema schemaOf(Class<?> type, ImportOptions options) {
    if (options.schema() != null) {
      return settings.schema(options);
    }
    Schema chosen = settings.known().chosen();
    return chosen == null ? Schema.of(type) : chosen;
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
   * continues in the background.
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
   * Takes corrected rows back into their import, all of them or, if the file does not fit, none:
   * each refused row that the file changes is checked and replaced under its own number. A row that
   * is still at fault stays refused, with its new cells and reasons; rows that are valid, and rows
   * that the file does not name, stay as they are. Doing it twice changes nothing.
   *
   * @param id a completed import
   * @param source the file of {@link Results#errorsCsv}, corrected; or records as JSON, which have
   *     a {@code row_number} and their {@code data}; or the whole source of the import, corrected
   * @throws dev.importer.error.SourceException if the file cannot be read, or does not belong to
   *     the import; nothing is changed
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not completed
   */
  public CorrectionResult correct(long id, Source source) {
    return correct(id, source, ImportOptions.DEFAULT);
  }

  /**
   * As {@link #correct(long, Source)}.
   *
   * @param options may say how the source is written, and how the rows of a whole source are found
   *     in the import
   */
  public CorrectionResult correct(long id, Source source, ImportOptions options) {
    return storage().corrector().correct(id, options.applyTo(source), options.match().orElse(null));
  }

  /**
   * Changes of the rows of an import, made and to be made.
   *
   * @param id a completed import
   */
  public Changes changes(long id) {
    return new Changes(this::storage, id, null);
  }

  /**
   * Takes the rows of an import out of the {@linkplain Target table of the application} that they
   * went into: rows that it had added are removed, and rows that it had changed have the values of
   * before again. Rows of the table that somebody has changed or removed since, or that something
   * refers to, are left alone and listed. What is stored of the import stays; {@link #redo} brings
   * its rows back.
   *
   * @param id a completed import with a target that keeps values of before
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not completed, went into no table, cannot be undone, or
   *     is undone already
   */
  public UndoResult undo(long id) {
    return storage().targets().undo(id);
  }

  /**
   * Brings the rows of an import that was undone into its table again, as an import of them would.
   *
   * @return what has become of them
   * @throws ImportNotFoundException if there is no such import
   * @throws ImportStateException if it is not undone
   */
  public TargetResult redo(long id) {
    return storage().targets().redo(id);
  }

  /** Files that are sent once, to be checked and imported later. */
  public Staging staging() {
    return new Staging(() -> storage().staging());
  }

  /** What imports have come to. */
  public Results results() {
    return new Results(this::queries, settings.known()::all);
  }

  /** The course of imports, and what the importer itself has. */
  public Operations operations() {
    return new Operations(this::storage, settings, spool);
  }

  /**
   * Stops after the batches at hand and closes the database, except a data source that the host
   * owns. Imports that have not ended resume when the importer is opened again.
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
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, RowCheck> rowChecks = new LinkedHashMap<>();
    private final Map<String, HostTable> references = new LinkedHashMap<>();
    private final Map<String, ImportListener> listeners = new LinkedHashMap<>();
    private @Nullable String database;
    private @Nullable DataSource dataSource;
    private @Nullable String tablePrefix;
    private @Nullable String tableSchema;
    private boolean inMemory;
    private @Nullable Schema defaultSchema;
    private @Nullable Supplier<? extends Collection<Schema>> changingSchemas;
    private @Nullable Path spoolFolder;
    private int batchSize = 20_000;
    private int workers = 2;
    private int maxPending = 100;
    private Duration keepForRetry = Duration.ofHours(24);
    private Duration lease = Duration.ofSeconds(15);
    private Duration keepStaged = Duration.ofHours(1);
    private int maxStaged = 100;
    private long maxStagedBytes = Limits.DEFAULT.maxSourceBytes();
    private Limits limits = Limits.DEFAULT;
    private Clock clock = Clock.systemUTC();
    private final List<ImportObserver> observers = new ArrayList<>();

    private Builder() {
      schemas.put(Schema.NONE.name(), Schema.NONE);
      schemas.put(Schema.USERS.name(), Schema.USERS);
    }

    /** An SQLite database file, created if it is missing. */
    public Builder database(Path file) {
      this.database = Objects.requireNonNull(file).toString();
      return this;
    }

    /**
     * A database of the importer's own, with a pool of its own: the path of an SQLite file, created
     * if it is missing, or the JDBC URL of a PostgreSQL database, which must be there, such as
     * {@code jdbc:postgresql://localhost/imports?user=importer}. For that, the driver {@code
     * org.postgresql:postgresql} must be on the class path.
     */
    public Builder database(String pathOrUrl) {
      this.database = Objects.requireNonNull(pathOrUrl);
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
     * The database of the host, which stays its own: one of SQLite or PostgreSQL; {@link #build}
     * refuses any other. Its connections must commit by themselves, as is usual, and are borrowed
     * for one transaction at a time. In SQLite, foreign keys must be switched on, write-ahead
     * logging should be, and connections that have stored something keep {@code synchronous} as the
     * importer set it last. In PostgreSQL, nothing is set for longer than a transaction.
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
     * The schema of a PostgreSQL database in which the importer's tables are, which must be there.
     * Default: the first one of the search path of its connections that is there, usually {@code
     * public}.
     */
    public Builder tableSchema(String name) {
      this.tableSchema = Objects.requireNonNull(name);
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
     * Further schemas, which may change while the importer runs: it asks for those that are there
     * whenever it needs one, from any thread, so the answer should be at hand. They win over others
     * of their names. An import keeps the schema that it was accepted under, so that it resumes and
     * is corrected under that one, whatever has become of it.
     */
    public Builder changingSchemas(Supplier<? extends Collection<Schema>> schemas) {
      this.changingSchemas = Objects.requireNonNull(schemas);
      return this;
    }

    /**
     * A handler that takes the valid rows of imports that name it ({@link
     * ImportOptions#withHandler}), in the transaction that stores them. An import that resumes
     * after a restart finds its handler by the name, so keep the name.
     */
    public Builder rowHandler(String name, RowHandler handler) {
      handlers.put(Objects.requireNonNull(name), Objects.requireNonNull(handler));
      return this;
    }

    /**
     * A table of the application that the valid rows of imports go into that name it ({@link
     * ImportOptions#withTarget}). It lies in the database of the importer. {@link #build} compares
     * it with the table. An import keeps the target as it was when the import was accepted.
     */
    public Builder target(String name, Target target) {
      targets.put(Objects.requireNonNull(name), Objects.requireNonNull(target));
      return this;
    }

    /**
     * A check of the host for the rows of imports that name it ({@link
     * ImportOptions#withRowCheck}). It looks at the rows that keep to the schema before they are
     * stored, and may refuse them or change values. An import that resumes after a restart finds it
     * by the name, so keep the name.
     */
    public Builder rowCheck(String name, RowCheck check) {
      rowChecks.put(Objects.requireNonNull(name), Objects.requireNonNull(check));
      return this;
    }

    /**
     * The same, of a target as a JSON object, for example {@code {"table": "app_users", "columns":
     * {"email": "email"}, "key": ["email"], "mode": "upsert"}}. Under {@code columns} stand the
     * fields by the columns that they fill; there are {@code database_schema}, {@code schema},
     * {@code keep_old_where_empty}, {@code only_on_insert}, {@code constants}, {@code import_id},
     * {@code imported_at} and {@code undo}, too.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Builder target(String name, String json) {
      return target(name, TargetJson.read(json));
    }

    /**
     * A table of the host that stands for a resource to which foreign keys of schemas refer: a row
     * whose values are not in the table is refused. The fields of the reference are the names of
     * its columns. Without this such keys are not checked.
     *
     * @param resource the {@code resource} of the foreign keys
     * @param table the name of a table or view in the database of the importer, exactly as it is
     *     there, after that of its schema and a point if it needs one
     */
    public Builder reference(String resource, String table) {
      return reference(resource, table, Map.of());
    }

    /**
     * As {@link #reference(String, String)}, for a table whose columns are called otherwise.
     *
     * @param columns the names of columns by the fields of the reference; those that are not named
     *     are called alike
     */
    public Builder reference(String resource, String table, Map<String, String> columns) {
      references.put(Objects.requireNonNull(resource), new HostTable(table, columns));
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
     * lie in them, are kept so that they can be tried again ({@link Operations#retry}); zero or
     * more, default 24 hours. Imports that name a row handler are not kept.
     */
    public Builder keepForRetry(Duration time) {
      this.keepForRetry = Objects.requireNonNull(time);
      return this;
    }

    /**
     * How long an importer on a database of PostgreSQL may be silent before others take it for dead
     * and go on with its imports; 1 second to 1 hour, default 15 seconds. It says five times as
     * often that it runs. All on one database should have the same. SQLite needs none: there the
     * operating system tells who runs.
     */
    public Builder lease(Duration time) {
      this.lease = Objects.requireNonNull(time);
      return this;
    }

    /**
     * How long a staged upload is kept after it was used last ({@link Staging}); more than zero,
     * default 1 hour.
     */
    public Builder keepStaged(Duration time) {
      this.keepStaged = Objects.requireNonNull(time);
      return this;
    }

    /**
     * How many uploads may be staged; 1 or more, default 100. Beyond that, those give way that have
     * not been used for the longest time.
     */
    public Builder maxStaged(int count) {
      this.maxStaged = count;
      return this;
    }

    /**
     * How many bytes the staged uploads may have together; 1 or more, default 10 GiB. Beyond that,
     * those give way that have not been used for the longest time; a larger file is not staged.
     */
    public Builder maxStagedBytes(long bytes) {
      this.maxStagedBytes = bytes;
      return this;
    }

    /**
     * Where sources that arrive as streams wait. It must belong to this database alone, and all
     * servers on a database of PostgreSQL must share it. Default: the name of the database file
     * followed by {@code -spool}; for a database in memory, a temporary folder; for PostgreSQL, the
     * database itself, in pieces.
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

    /** Is told what running imports do, for metrics, as are those that were named before. */
    public Builder observer(ImportObserver observer) {
      observers.add(Objects.requireNonNull(observer));
      return this;
    }

    /**
     * Is told when imports are accepted, completed, failed, cancelled, undone and redone, after the
     * commit and at least once, also after a crash. Several may be given, each with a name of its
     * own; each is told everything that this importer does, and so are those of the same name in
     * other importers on the database what this one has left. Keep the name: what is still to be
     * told after a restart finds its listener by it.
     */
    public Builder listener(String name, ImportListener listener) {
      listeners.put(Objects.requireNonNull(name), Objects.requireNonNull(listener));
      return this;
    }

    /**
     * Opens the database and begins to work.
     *
     * @throws IllegalArgumentException if a setting is out of range, if a table of {@link
     *     #reference} is not there, or if a target does not fit its table
     * @throws IllegalStateException unless exactly one database is named, or if names of tables are
     *     set where the tables have names of their own
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
          new KnownSchemas(schemas.values(), defaultSchema, changingSchemas),
          handlers,
          targets,
          new HostRules(rowChecks, references),
          listeners,
          keepForRetry,
          lease,
          observers);
    }

    private UploadStore.Bounds staged() {
      return new UploadStore.Bounds(keepStaged, maxStaged, maxStagedBytes);
    }

    /** The database that has to be there; empty for one in memory. */
    private Optional<ImportStore> openStore(String instance) {
      int named = (database == null ? 0 : 1) + (dataSource == null ? 0 : 1) + (inMemory ? 1 : 0);
      if (named != 1) {
        throw new IllegalStateException(
            "name one of database, dataSource and inMemory, but " + named + " were named");
      }
      if (database != null) {
        return Optional.of(ImportStore.open(database, tables(), clock, instance));
      }
      if (dataSource != null) {
        return Optional.of(ImportStore.on(dataSource, tables(), clock, instance));
      }
      tables().requireNoNames();
      return Optional.empty();
    }

    private TableNames tables() {
      return new TableNames(tableSchema, tablePrefix);
    }
  }
}

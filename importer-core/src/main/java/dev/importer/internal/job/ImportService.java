package dev.importer.internal.job;

import dev.importer.error.DuplicateImportException;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.ImporterClosedException;
import dev.importer.error.ImporterException;
import dev.importer.error.StorageException;
import dev.importer.internal.correct.SentDownload;
import dev.importer.internal.correct.TargetService;
import dev.importer.internal.detect.SourceDetector;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.PlannedSchema;
import dev.importer.internal.rows.HostRules;
import dev.importer.internal.rows.NamedHandler;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Shelf;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.ImportStore.NewImport;
import dev.importer.internal.store.RememberedMappings;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportListener;
import dev.importer.job.ImportObserver;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.OptionException;
import dev.importer.job.Progress;
import dev.importer.job.RowHandler;
import dev.importer.job.Target;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredImport;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts sources and works on them, in the background or in the caller's thread. Thread-safe.
 *
 * <p>The database is the queue: an accepted import is a row there, and a worker claims it by a
 * guarded update. What is held in memory about imports that have not ended can be rebuilt from it.
 */
public final class ImportService implements AutoCloseable {

  /**
   * How imports are run.
   *
   * @param batchSize how many rows a transaction stores; 1 to 100,000
   * @param workers how many imports run at once in the background; 0 to 64
   * @param maxPending how many imports may wait; 1 or more
   * @param limits the bounds of sources
   * @param known the schemas that imports can name
   * @param handlers all handlers of the host by name
   * @param targets all targets of the host by name
   * @param hostRules the rules of the host for rows
   * @param listeners all listeners of the host by name
   * @param keepForRetry how long the bytes of failed and cancelled imports are kept; not negative
   * @param lease how long an instance may be silent before others take it for dead
   * @param observers are told what running imports do
   */
  public record Settings(
      int batchSize,
      int workers,
      int maxPending,
      Limits limits,
      KnownSchemas known,
      Map<String, RowHandler> handlers,
      Map<String, Target> targets,
      HostRules hostRules,
      Map<String, ImportListener> listeners,
      Duration keepForRetry,
      Duration lease,
      List<ImportObserver> observers) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    /** Checks each number and names the one that is out of range. */
    public Settings {
      require("batchSize", batchSize, 1, 100_000);
      require("workers", workers, 0, 64);
      require("maxPending", maxPending, 1, Integer.MAX_VALUE);
      if (keepForRetry.isNegative()) {
        throw new IllegalArgumentException("keepForRetry must not be negative");
      }
      if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
        throw new IllegalArgumentException(
            "lease must be 1 second to 1 hour, but is " + lease.toMillis() + " ms");
      }
      handlers = Map.copyOf(handlers);
      targets = Collections.unmodifiableMap(new TreeMap<>(targets));
      listeners = Map.copyOf(listeners);
      observers = List.copyOf(observers);
    }

    /**
     * The schema of a name, or the default one for null.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Schema schema(@Nullable String name) {
      return known.named(name);
    }

    /**
     * The schema that options ask for: the one given, the one named, or the default one.
     *
     * @throws IllegalArgumentException if there is none of the name
     */
    public Schema schema(ImportOptions options) {
      return options.ownSchema().orElseGet(() -> schema(options.schema()));
    }

    /**
     * All settings of an import: what was asked for, and what is detected.
     *
     * @param source what is known of the source, options included
     * @param content its bytes
     * @param schema what its rows are checked against
     * @param spool where the content lies
     * @param memory how columns were mapped before; null if there is nothing that could remember
     * @throws IllegalArgumentException if something is asked for that there is not
     */
    public ImportPlan plan(
        Source source,
        Content content,
        Schema schema,
        ImportOptions options,
        Spool spool,
        @Nullable RememberedMappings memory) {
      requireHandler(options.handler());
      hostRules.requireKnown(options.rowChecks());
      options.requireConsistent();
      SourceDetection detected = SourceDetector.detect(source, content, schema, spool);
      return new ImportPlan(
          detected,
          options.repair(),
          new PlannedMapping(schema, memory, spool).of(options, content, detected),
          new Cleaning(options.trim(), options.unwrap(), options.shown(), options.replacements()),
          options.ownSchema().isPresent() || known.mayChange(schema.name())
              ? PlannedSchema.own(schema)
              : PlannedSchema.named(schema),
          options.severities(),
          options.maxErrors(),
          options.onDuplicate() != ImportOptions.OnDuplicate.ALLOW,
          options.handler(),
          target(options.target()),
          options.rowChecks());
    }

    /** The handler of a name; empty if there is none. */
    public Optional<NamedHandler> handler(String name) {
      return Optional.ofNullable(handlers.get(name))
          .map(handler -> new NamedHandler(name, handler));
    }

    /**
     * The target of a name; null for none.
     *
     * @throws OptionException if it is not known
     */
    public @Nullable NamedTarget target(@Nullable String name) {
      if (name == null) {
        return null;
      }
      Target target = targets.get(name);
      if (target == null) {
        throw new OptionException(
            ImportOption.TARGET,
            "There is no target '" + name + "'. There are " + List.copyOf(targets.keySet()) + ".");
      }
      return new NamedTarget(name, target);
    }

    private void requireHandler(@Nullable String name) {
      if (name != null && !handlers.containsKey(name)) {
        throw new IllegalArgumentException(
            "handler '"
                + name
                + "' is not known; there are "
                + handlers.keySet().stream().sorted().toList());
      }
    }

    private static void require(String name, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            name + " must be " + least + " to " + most + ", but is " + value);
      }
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ImportService.class);
  private static final Duration IDLE_WORKER = Duration.ofSeconds(10);
  private static final Duration TAKEOVER = Duration.ofMillis(500);

  private final ImportStore store;
  private final Spool spool;
  private final Shelf shelf;
  private final Settings settings;
  private final TargetService targets;
  private final String instance;
  private final Liveness liveness;
  private final Housekeeping housekeeping;
  private final Deliveries deliveries;
  private final ThreadPoolExecutor workers;

  private final OpenImports open;
  private final ImportWorker worker;

  /** What the last round of housekeeping found idle; only its thread uses this. */
  private Set<Long> idleBefore = Set.of();

  /** Held while an import is accepted, and by whoever closes: so that neither comes in between. */
  private final ReadWriteLock acceptance = new ReentrantReadWriteLock();

  private volatile boolean closing;

  /**
   * A service on a store and a spool, both of which it does not close.
   *
   * @param targets brings rows into tables of the host
   * @param instance the id of this running instance, the same as that of store and spool
   */
  public ImportService(
      ImportStore store, Spool spool, Settings settings, TargetService targets, String instance) {
    this.store = store;
    this.targets = targets;
    this.spool = spool;
    this.shelf = spool;
    this.settings = settings;
    this.open = new OpenImports(store);
    this.worker = new ImportWorker(store, spool, shelf, settings, targets, open, () -> closing);
    this.instance = instance;
    this.liveness =
        store
            .instances()
            .<Liveness>map(several -> new Leases(several, instance, settings.lease()))
            .orElseGet(() -> new InstanceLock(spool.folder(), instance));
    this.housekeeping =
        new Housekeeping(
            store,
            spool,
            shelf,
            liveness,
            settings.keepForRetry(),
            this::attendToOpenImports,
            store.instances().isPresent() ? this::attendToShared : null,
            settings.workers() > 0);
    this.deliveries = new Deliveries(store, liveness, settings.listeners());
    AtomicInteger number = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            Math.max(1, settings.workers()),
            Math.max(1, settings.workers()),
            IDLE_WORKER.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread daemon = new Thread(work, "importer-worker-" + number.incrementAndGet());
              daemon.setDaemon(true);
              return daemon;
            });
    this.workers.allowCoreThreadTimeOut(true);
  }

  /** Takes over what instances that died have left, and begins to work. */
  public void start() {
    liveness.acquire();
    deliveries.start();
    if (settings.workers() > 0) {
      deliveries.forgetUnheard();
    }
    housekeeping.start();
  }

  /** How many instances have the database open now, with this one. */
  public int countInstances() {
    return 1 + liveness.countOthers();
  }

  /**
   * Copies all that is stored into the database of another service, in which nothing is stored yet.
   *
   * @param onCopied is told of each import as soon as its rows are compared
   */
  public CopyResult copyTo(ImportService target, Consumer<CopiedImport> onCopied) {
    if (settings.workers() > 0) {
      throw new IllegalStateException(
          "copy from an importer with workers(0), lest it work on what is copied");
    }
    if (liveness.countOthers() > 0) {
      throw new StorageException(
          StorageException.Reason.LOCKED,
          "Another process has the database open that is copied, or had it a few seconds ago. Stop"
              + " it, then copy again.",
          null);
    }
    try (CarriedFiles files = new CarriedFiles(spool, target.spool)) {
      CopyResult result = store.copyTo(target.store, files::carry, onCopied);
      files.keep();
      return result;
    }
  }

  /** Accepts a source and works on it in the background. */
  public ImportJob submit(Source source, ImportOptions options) {
    ImportJob job = accept(source, options, settings.maxPending());
    if (!job.isDuplicate()) {
      work();
    }
    return job;
  }

  /**
   * Accepts a source, works on it in this thread and gives the result.
   *
   * @param onAccepted is given the handle before the work begins
   */
  public ImportResult load(Source source, ImportOptions options, Consumer<ImportJob> onAccepted) {
    ImportJob job = accept(source, options, Integer.MAX_VALUE);
    onAccepted.accept(job);
    if (!job.isDuplicate() || takeOver(job.id(), options)) {
      runHere(job);
    }
    if (settings.workers() > 0) {
      return job.await();
    }
    // Nobody else here takes it over if the one who works on it should turn out to be dead.
    return job.await(
        TAKEOVER,
        progress -> {
          if (takeOver(job.id(), options)) {
            runHere(job);
          }
        });
  }

  /** Works on an import; if somebody else was quicker, that is waited for like any other. */
  private void runHere(ImportJob job) {
    store.claim(job.id()).ifPresent(worker::run);
  }

  /** Wakes a worker, if this instance has any. */
  private void work() {
    if (settings.workers() > 0) {
      try {
        workers.execute(worker::runWaiting);
      } catch (RejectedExecutionException e) {
        LOG.debug("closing; what waits goes on when the importer is opened again");
      }
    }
  }

  /** Takes over the import that is asked for if nobody works on it who still runs. */
  private boolean takeOver(long id, ImportOptions options) {
    return store
        .ownership()
        .ownerOfOpen(id, options.handler())
        .filter(owner -> owner.equals(instance) ? isLeft(id) : adoptFromDead(id, owner))
        .isPresent();
  }

  private boolean adoptFromDead(long id, String owner) {
    if (liveness.isRunning(owner)) {
      return false;
    }
    liveness.endSessionsOf(owner);
    return store.ownership().adopt(id, owner);
  }

  /** Whether a run has let go of an import of this instance, where no worker takes it up again. */
  private boolean isLeft(long id) {
    if (settings.workers() > 0 || open.isRunning(id)) {
      return false;
    }
    store.ownership().release(id);
    return true;
  }

  /** Waits for a result, and throws what it fails with as it is. */
  static ImportResult join(CompletableFuture<ImportResult> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ImporterException known) {
        throw known;
      }
      if (e.getCause() instanceof ImporterClosedException closed) {
        throw closed;
      }
      throw e;
    }
  }

  /** A handle on an import that exists; empty if there is none. */
  public Optional<ImportJob> job(long id) {
    return store.queries().find(id).map(found -> handle(new ImportStore.Acceptance(id, false)));
  }

  /** Stops an import; none of its rows stay. */
  public void cancel(long id) {
    abandon(id, store.cancel(id), "Import " + id + " was cancelled.");
  }

  /** Removes an import from every answer at once, and its rows from the disk soon. */
  public void delete(long id) {
    abandon(id, Optional.of(store.delete(id)), "Import " + id + " was deleted.");
  }

  /** Begins a failed or cancelled import anew, from the bytes that were kept. */
  public ImportJob retry(long id) {
    requireOpen();
    open.awaitStop(id);
    store.retry(id, Housekeeping.PURGE_ROWS);
    LOG.info("Import {} is tried again", id);
    work();
    return handle(new ImportStore.Acceptance(id, false));
  }

  /**
   * How far an import has got.
   *
   * @throws ImportNotFoundException if there is no such import
   */
  public Progress progress(long id) {
    RunState state = open.find(id);
    if (state != null && state.isRunning()) {
      return state.progress();
    }
    StoredImport stored =
        store.queries().find(id).orElseThrow(() -> new ImportNotFoundException(id));
    boolean ended = stored.status().hasEnded();
    return new Progress(
        id,
        stored.status(),
        stored.totalRecords(),
        stored.failedRecords(),
        0,
        ended ? stored.fileSize() : store.queries().bytesRead(id),
        stored.fileSize(),
        Duration.ZERO);
  }

  private ImportJob accept(Source given, ImportOptions options, int maxPending) {
    requireOpen();
    Schema schema = settings.schema(options);
    Source source = options.applyTo(given);
    Content content = spool.take(source);
    NewImport fresh =
        orDrop(
            content,
            () -> {
              ImportPlan plan =
                  settings.plan(source, content, schema, options, spool, store.mappings());
              targets.requireFit(plan.target(), schema);
              SentDownload.refuse(content, plan, schema, spool, store.queries()::find);
              shelf.keep(content);
              return new NewImport(source.name(), content, plan);
            });
    return whileOpen(() -> handle(orDrop(content, () -> accept(fresh, options, maxPending))));
  }

  /**
   * Does something that leaves a file in the spool to the database. Nothing is accepted once the
   * lock of this instance is given up: others take the files of an instance that is gone for what
   * nobody owns.
   */
  <T> T whileOpen(Supplier<T> work) {
    acceptance.readLock().lock();
    try {
      requireOpen();
      return work.get();
    } finally {
      acceptance.readLock().unlock();
    }
  }

  private ImportStore.Acceptance accept(NewImport fresh, ImportOptions options, int maxPending) {
    ImportStore.Acceptance accepted = store.accept(fresh, maxPending);
    if (!accepted.duplicate()) {
      LogContext.during(accepted.id(), () -> tell(accepted.id(), fresh));
    } else if (options.onDuplicate() == ImportOptions.OnDuplicate.REFUSE) {
      throw new DuplicateImportException(
          accepted.id(), fresh.plan().schema().name(), fresh.plan().detected().summary());
    } else {
      shelf.drop(fresh.content());
    }
    return accepted;
  }

  private static void tell(long id, NewImport accepted) {
    long bytes = accepted.content().size();
    Format format = accepted.plan().detected().format();
    LOG.atInfo()
        .addKeyValue("bytes", bytes)
        .addKeyValue("format", format)
        .log("Import {} accepted: {} bytes, {}", id, bytes, format);
  }

  private <T> T orDrop(Content content, Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      // If the connection broke, the import may have been accepted all the same.
      if (e.reason() != StorageException.Reason.UNREACHABLE) {
        shelf.drop(content);
      }
      throw e;
    } catch (RuntimeException e) {
      shelf.drop(content);
      throw e;
    }
  }

  private void requireOpen() {
    if (closing) {
      throw new ImporterClosedException();
    }
  }

  private ImportJob handle(ImportStore.Acceptance accepted) {
    boolean duplicate = accepted.duplicate();
    CompletableFuture<ImportResult> result =
        open.watch(accepted.id())
            .thenApply(completed -> new ImportResult(completed.summary(), duplicate));
    return new AcceptedJob(this, accepted.id(), duplicate, result);
  }

  /** After a cancel or delete: whoever waits is told, and what nobody needs any more goes. */
  private void abandon(long id, Optional<Content> content, String message) {
    RunState state = open.find(id);
    if (state != null && state.isRunning()) {
      // It clears up after itself.
      state.abandon();
    } else {
      content.ifPresent(shelf::drop);
      if (state != null) {
        open.fail(id, state, new ImportStateException(id, message));
      }
    }
    if (settings.workers() == 0) {
      // It may be closed at once, and nobody else may ever open the database again.
      housekeeping.purgeNow(id);
    } else {
      housekeeping.purgeSoon();
    }
  }

  /**
   * Sees to imports of this instance that nobody works on, and to ends that others have brought.
   */
  private void attendToOpenImports() {
    open.settleIdle();
    Set<Long> idle = new HashSet<>(store.ownership().claimed());
    idle.removeIf(open::isRunning);
    // Claimed, but for a whole round nobody worked on it: its end could not be stored when it came.
    idle.stream().filter(idleBefore::contains).forEach(store.ownership()::release);
    idleBefore = idle;
    workOnWaiting();
  }

  /** Sees to what other servers have accepted or brought to an end. */
  private void attendToShared() {
    open.settleIdle();
    workOnWaiting();
  }

  private void workOnWaiting() {
    if (settings.workers() == 0) {
      return;
    }
    for (int i = workers.getQueue().size(); i < store.ownership().countPending() && !closing; i++) {
      workers.execute(worker::runWaiting);
    }
  }

  /**
   * Stops after the batches at hand and waits for that. Imports that have not ended go on when the
   * importer is opened again.
   */
  @Override
  public void close() {
    acceptance.writeLock().lock();
    try {
      closing = true;
    } finally {
      acceptance.writeLock().unlock();
    }
    housekeeping.close();
    Shutdown.await(workers);
    deliveries.close();
    open.close();
    liveness.close();
  }
}

package dev.importer.internal.job;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.correct.TargetService;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.record.ErrorTally;
import dev.importer.internal.rows.CheckedRows;
import dev.importer.internal.rows.HostChecks;
import dev.importer.internal.rows.NamedHandler;
import dev.importer.internal.rows.RefusalWatch;
import dev.importer.internal.seen.RowDigests;
import dev.importer.internal.seen.SeenRows;
import dev.importer.internal.source.Shelf;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.Batch;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.ImportStore.Findings;
import dev.importer.internal.store.ImportStore.ImportTask;
import dev.importer.job.ImportObserver;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run over one source: this thread parses, checks and encodes; another writes. It begins after
 * the rows that are stored already.
 */
final class ImportRun {

  /** A batch ends early at about this much text, so that large cells do not fill the memory. */
  private static final long MAX_BATCH_CHARACTERS = 4L << 20;

  /** How a run ended, unless it threw. */
  enum End {
    /** Every row is stored. */
    COMPLETED,
    /** The import was cancelled or deleted, or belongs to another instance now. */
    LOST,
    /** The importer is closing; the import goes on when it is opened again. */
    INTERRUPTED
  }

  private final ImportStore store;
  private final Spool spool;
  private final Shelf shelf;
  private final ImportTask task;
  private final ImportPlan plan;
  private final Schema schema;
  private final ImportService.Settings settings;
  private final RunState state;
  private final ImportObserver observer;
  private final BooleanSupplier stop;
  private final ErrorTally tally;
  private final @Nullable NamedHandler handler;
  private final ImportStore.@Nullable Completion completion;

  /** The valid rows of the batch at hand, if somebody wants them. */
  private List<CheckedRow.Valid> valid = new ArrayList<>();

  private int knownColumns;
  private List<Notice> knownNotices = List.of();
  private final RefusalWatch limit;

  ImportRun(
      ImportStore store,
      Spool spool,
      Shelf shelf,
      ImportTask task,
      ImportService.Settings settings,
      TargetService targets,
      ImportObserver observer,
      RunState state,
      BooleanSupplier closing) {
    this.store = store;
    this.spool = spool;
    this.shelf = shelf;
    this.task = task;
    this.plan = task.plan();
    this.schema = plan.schema().current(settings::schema);
    this.settings = settings;
    this.observer = observer;
    this.state = state;
    this.stop = () -> closing.getAsBoolean() || state.isAbandoned();
    this.limit = new RefusalWatch(plan.maxErrors(), task.checkpoint(), task.failed());
    this.handler = handlerOf(plan, settings);
    this.completion = targets.completion(plan.target());
    this.tally = ErrorTally.of(schema, store.errorGroups(task.id()));
  }

  private static @Nullable NamedHandler handlerOf(
      ImportPlan plan, ImportService.Settings settings) {
    String name = plan.handler();
    return name == null
        ? null
        : settings
            .handler(name)
            .orElseThrow(
                () ->
                    new SourceException(
                        ErrorCode.HANDLER_ERROR,
                        "The valid rows shall go through the row handler '"
                            + name
                            + "', which the importer no longer has. Add it to the builder, then"
                            + " send the file again."));
  }

  /**
   * Runs to the end.
   *
   * @throws SourceException if the file cannot be used
   */
  End run() throws InterruptedException {
    try (CheckedRows rows =
            CheckedRows.open(shelf.fetch(task.content()), plan, schema, spool, checks());
        RowDigests digests = new RowDigests(spool);
        BatchWriter writer = new BatchWriter(store, task, state, observer, stop)) {
      writer.start();
      store
          .rows()
          .digests(task.id(), task.checkpoint(), stop, (row, digest) -> digests.add(digest));
      if (!plan.rowChecks().isEmpty() && !rows.asksHostAgain()) {
        store.rows().checkedCells(task.id(), task.checkpoint(), stop, rows::countChanged);
      }
      if (!rows.resumeAfter(task.checkpoint(), stop)) {
        return stopped();
      }
      Batch batch = Batch.begin(settings.batchSize());
      // What a run before this one has read was counted then.
      BatchEffort effort = BatchEffort.begin(task.checkpoint() == 0 ? 0 : rows.bytesRead());
      for (CheckedRow row = rows.next(); row != null; row = rows.next()) {
        add(batch, row);
        digests.add(row);
        if (batch.size() >= settings.batchSize() || batch.characters() >= MAX_BATCH_CHARACTERS) {
          state.read(rows.bytesRead());
          handOver(batch);
          if (!writer.put(batch, findings(rows), effort.end(rows.bytesRead()))) {
            return writer.await() ? End.COMPLETED : End.LOST;
          }
          if (stop.getAsBoolean()) {
            return stopped();
          }
          batch = batch.next();
          effort = BatchEffort.begin(rows.bytesRead());
        }
      }
      throwIf(limit.end());
      throwIf(rows.unusedReplacement());
      state.read(rows.bytesRead());
      handOver(batch);
      SeenRows seen = SeenRows.find(store, schema, digests, spool, stop);
      if (stop.getAsBoolean()) {
        return stopped();
      }
      writer.putLast(
          batch,
          seen.addTo(findings(rows), rows.notices()),
          effort.end(rows.bytesRead()),
          new ImportStore.Ending(rows.accounting(), digests.sketch(), seen.imports(), completion));
      return writer.await() ? End.COMPLETED : End.LOST;
    }
  }

  private HostChecks checks() {
    return settings
        .hostRules()
        .forRun(
            schema,
            plan.rowChecks(),
            work -> store.lookUp(work::run),
            OptionalLong.of(task.id()),
            settings.batchSize());
  }

  private End stopped() {
    return state.isAbandoned() ? End.LOST : End.INTERRUPTED;
  }

  private void add(Batch batch, CheckedRow row) {
    batch.add(row);
    if (row instanceof CheckedRow.Failed refused) {
      tally.add(refused.errors());
    } else if (handler != null) {
      valid.add((CheckedRow.Valid) row);
    }
    throwIf(limit.next(row));
  }

  private void handOver(Batch batch) {
    NamedHandler named = handler;
    if (named != null) {
      List<CheckedRow.Valid> rows = valid;
      batch.setTransactionWork(connection -> named.call(task.id(), rows, connection));
      valid = new ArrayList<>();
    }
  }

  private static void throwIf(@Nullable SourceException failure) {
    if (failure != null) {
      throw failure;
    }
  }

  private Findings findings(CheckedRows rows) {
    boolean grown = rows.columnCount() > knownColumns;
    knownColumns = rows.columnCount();
    List<Notice> notices = rows.notices();
    // The messages have counts, so that known places may come with other words.
    boolean noticed = !notices.equals(knownNotices);
    knownNotices = notices;
    return new Findings(
        rows.bytesRead(),
        grown ? rows.columns() : null,
        grown ? rows.labels() : null,
        rows.warnings(),
        noticed ? notices : null,
        tally.takeChanges());
  }
}

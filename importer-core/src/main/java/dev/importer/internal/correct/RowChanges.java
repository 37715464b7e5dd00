package dev.importer.internal.correct;

import dev.importer.error.ChangeException;
import dev.importer.error.ImportError;
import dev.importer.error.ImportStateException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.record.RecordEncoder;
import dev.importer.internal.rows.HostChecks;
import dev.importer.internal.rows.HostRules;
import dev.importer.internal.rows.NamedHandler;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportChange;
import dev.importer.results.ChangedCell;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows of an import that are to be changed, and puts them in their places. Besides a few
 * rows it takes one bit of memory for each row of the import. Not thread-safe. Whoever makes it
 * closes it.
 */
final class RowChanges implements AutoCloseable {

  /** How many rows the host gets at once. */
  private static final int ROWS_AT_ONCE = 500;

  /** What becomes of a row that is to be changed. */
  enum Outcome {
    /** It is another row now, and valid. */
    VALID,
    /** It is refused, be it another row now or not. */
    REFUSED,
    /** It holds what it shall, or must not be changed. */
    UNCHANGED
  }

  private final ImportChange change;
  private final RowValidator validator;
  private final CorrectedRows refusedRows;
  private final ValidRows validRows;
  private final CellAccount account;
  private final @Nullable NamedHandler handler;
  private final HostChecks host;
  private final RunningChange running;
  private final List<CheckedRow.Valid> valid = new ArrayList<>();

  /**
   * The rows that were changed before rows were compared, because their keys are what they were.
   */
  private final BitSet settled = new BitSet();

  private boolean comparing;

  private RowChanges(
      ImportChange change,
      @Nullable NamedHandler handler,
      HostChecks host,
      Spool spool,
      RunningChange running) {
    this.change = change;
    this.running = running;
    this.handler = handler;
    this.host = host;
    this.validator =
        new RowValidator(
            change.schema(), change.mapping(), change.cleaning(), spool, change.severities());
    StoredImport target = change.summary();
    this.validRows = ValidRows.of(target, change.schema(), validator);
    this.refusedRows = new CorrectedRows(target, change.schema(), validator.meanings());
    this.account = new CellAccount(target, validator.meanings(), validRows);
  }

  /**
   * Begins to change rows.
   *
   * @param handlers gives a handler of the host by its name
   * @param hostRules the rules of the host for rows
   * @param running counts the rows
   * @throws ImportStateException if the handler of the import, or one of its row checks, is not
   *     known
   */
  static RowChanges of(
      ImportChange change,
      Function<String, Optional<NamedHandler>> handlers,
      HostRules hostRules,
      Spool spool,
      RunningChange running) {
    String name = change.handler();
    NamedHandler handler =
        name == null
            ? null
            : handlers.apply(name).orElseThrow(() -> unknownHandler(change.summary().id(), name));
    long id = change.summary().id();
    hostRules
        .unknown(change.rowChecks())
        .ifPresent(
            unknown -> {
              throw unknownCheck(id, unknown);
            });
    HostChecks host =
        hostRules.forRun(
            change.schema(),
            change.rowChecks(),
            work -> change.lookUp(work::run),
            OptionalLong.of(id),
            ROWS_AT_ONCE);
    return new RowChanges(change, handler, host, spool, running);
  }

  private static ImportStateException unknownCheck(long id, String name) {
    return new ImportStateException(
        id,
        "The rows of import "
            + id
            + " are looked at by the row check '"
            + name
            + "', which is not known here. Add it, then try again.");
  }

  private static ImportStateException unknownHandler(long id, String name) {
    return new ImportStateException(
        id,
        "The valid rows of import "
            + id
            + " go through the row handler '"
            + name
            + "', which is not known here. Add it, then try again.");
  }

  RowValidator validator() {
    return validator;
  }

  HostChecks host() {
    return host;
  }

  RunningChange running() {
    return running;
  }

  CorrectedRows refusedRows() {
    return refusedRows;
  }

  ValidRows validRows() {
    return validRows;
  }

  /** Changes rows, all of them in the light of each other. */
  void apply(Corrections corrections, ValidRowRule rule, OutcomeReader outcomes) {
    running.expect(corrections.rows());
    Runnable lookAhead = () -> lookAhead(corrections, rule);
    List<Revision> waiting = new ArrayList<>();
    corrections.forEach(
        (stored, correction) -> {
          RevisedRow revised = revised(stored, correction, rule);
          if (revised != null && stored.status() == RecordStatus.VALID) {
            requireNotHandedOver(stored);
          }
          waiting.add(new Revision(stored, revised));
          if (waiting.size() == ROWS_AT_ONCE) {
            apply(waiting, lookAhead, outcomes);
          }
        },
        running::passed);
    apply(waiting, lookAhead, outcomes);
    handOver();
  }

  /** Takes note of the keys of all rows that are not going to be changed any more. */
  private void lookAhead(Corrections corrections, ValidRowRule rule) {
    running.expect(corrections.rows());
    BitSet replaced = new BitSet();
    List<CheckedRow> offered = new ArrayList<>();
    corrections.forEach(
        (stored, correction) -> {
          int row = Math.toIntExact(stored.rowNumber());
          RevisedRow revised = settled.get(row) ? null : revised(stored, correction, rule);
          if (revised != null) {
            replaced.set(row);
            offer(revised, offered);
          }
        },
        running::passed);
    host.applyNamed(validator, offered).forEach(validator::offer);
    rememberOthers(replaced);
  }

  /** What a stored row shall be; null if it shall stay as it is. */
  private record Revision(StoredRecord stored, @Nullable RevisedRow revised) {}

  /** Changes some rows, and forgets them. */
  private void apply(List<Revision> waiting, Runnable lookAhead, OutcomeReader outcomes) {
    List<CheckedRow> checked = new ArrayList<>();
    for (Revision each : waiting) {
      if (each.revised() != null) {
        checked.add(checkAlone(each.revised()));
      }
    }
    Iterator<CheckedRow> next = host.apply(validator, checked).iterator();
    for (Revision each : waiting) {
      RevisedRow revised = each.revised();
      Outcome outcome =
          revised == null
              ? unchanged(each.stored())
              : apply(
                  each.stored(), revised, compare(each.stored(), revised, next.next(), lookAhead));
      outcomes.read(each.stored(), outcome);
    }
    waiting.clear();
  }

  /**
   * Checks the rules across rows. The keys of all other rows are not needed before the first row
   * whose own keys may differ from those that are stored.
   */
  private CheckedRow compare(
      StoredRecord stored, RevisedRow revised, CheckedRow checked, Runnable lookAhead) {
    if (!validator.comparesRows()) {
      return checked;
    }
    if (!comparing) {
      if (keepsItsKeys(stored, revised, checked)) {
        settled.set(Math.toIntExact(stored.rowNumber()));
        return checked;
      }
      change.flush();
      lookAhead.run();
      comparing = true;
    }
    return validator.compare(checked);
  }

  private boolean keepsItsKeys(StoredRecord stored, RevisedRow revised, CheckedRow checked) {
    return stored.status() == RecordStatus.VALID
        && checked instanceof CheckedRow.Valid
        && revised.changed() != null
        && !validator.touchesKeys(revised.row(), revised.changed())
        && !host.mayChange();
  }

  private static Outcome unchanged(StoredRecord stored) {
    return stored.status() == RecordStatus.VALID ? Outcome.UNCHANGED : Outcome.REFUSED;
  }

  private CheckedRow checkAlone(RevisedRow revised) {
    return revised.changed() == null
        ? validator.checkAlone(revised.row())
        : validator.recheckAlone(revised.row(), revised.changed());
  }

  /** What is done with a correction of a row that is valid. */
  enum ValidRowRule {
    LEFT_ALONE,
    CHANGED
  }

  /** Is told what became of one row after the other. */
  interface OutcomeReader {
    void read(StoredRecord stored, Outcome outcome);
  }

  private @Nullable RevisedRow revised(
      StoredRecord stored, Correction correction, ValidRowRule rule) {
    if (stored.status() == RecordStatus.VALID) {
      return rule == ValidRowRule.CHANGED ? validRows.revised(stored, correction.cells()) : null;
    }
    Row row = refusedRows.apply(stored, correction);
    return row == null ? null : new RevisedRow(row, stored.cells(), null);
  }

  private void offer(RevisedRow revised, List<CheckedRow> offered) {
    if (host.mayChange() && validator.needsOffers()) {
      // What others refer to is what the checks of the host make of it.
      offered.add(checkAlone(revised));
      if (offered.size() == ROWS_AT_ONCE) {
        host.applyNamed(validator, offered).forEach(validator::offer);
        offered.clear();
      }
    } else if (revised.changed() == null) {
      validator.offer(revised.row());
    } else {
      validator.offer(revised.row(), revised.changed());
    }
  }

  /** Takes note of the keys of all rows that are not changed. */
  void rememberOthers(BitSet changed) {
    running.expect(change.lastRow());
    change.forEachRecord(
        stored -> {
          running.passed(1);
          if (!changed.get(Math.toIntExact(stored.rowNumber()))) {
            remember(stored);
          }
        });
  }

  private void remember(StoredRecord stored) {
    Row row = asStored(stored);
    if (stored.status() == RecordStatus.VALID) {
      validator.remember(row);
    } else {
      // Its cells are as they came, and count as far as they are values.
      validator.offer(row);
      CheckedRow unused = validator.check(row);
    }
  }

  /** What is wrong with a refused row, without the rules across rows. */
  List<ImportError> errorsOf(StoredRecord stored) {
    return validator.checkAlone(asStored(stored)) instanceof CheckedRow.Failed refused
        ? refused.errors()
        : List.of();
  }

  /** A row with its cells as they are stored. */
  static Row asStored(StoredRecord stored) {
    Map<String, @Nullable Object> cells = stored.cells();
    return new Row(
        new Header(List.copyOf(cells.keySet())),
        cells.values().toArray(),
        stored.rowNumber(),
        stored.lineNumber(),
        List.of());
  }

  private Outcome apply(StoredRecord stored, RevisedRow revised, CheckedRow compared) {
    boolean wasValid = stored.status() == RecordStatus.VALID;
    CheckedRow checked =
        revised.changed() == null ? compared : validator.kept(compared, revised.changed());
    List<ChangedCell> changed = account.changed(revised);
    if (wasValid
        && checked instanceof CheckedRow.Valid
        && RecordEncoder.draft(checked).dataJson().equals(stored.dataJson())) {
      // The same values in another notation.
      return Outcome.UNCHANGED;
    }
    if (wasValid && checked instanceof CheckedRow.Failed) {
      checked =
          checked.cleanedFrom(validRows.asSource(revised, stored.changes()), checked.changes());
    }
    checked = account.kept(checked, stored, revised, changed);
    change.replace(stored, checked, changed);
    running.changed(1);
    if (checked instanceof CheckedRow.Valid now) {
      handOver(now);
      return Outcome.VALID;
    }
    return Outcome.REFUSED;
  }

  /**
   * Makes sure that nobody but us has a valid row.
   *
   * @throws ChangeException {@code HANDED_OVER} if a handler of the host has had it
   */
  void requireNotHandedOver(StoredRecord stored) {
    if (handler != null) {
      throw new ChangeException(
          ChangeException.Reason.HANDED_OVER,
          stored.importId(),
          stored.rowNumber(),
          "Row "
              + stored.rowNumber()
              + " of import "
              + stored.importId()
              + " is valid and was given to the row handler '"
              + Objects.requireNonNull(change.handler())
              + "'. Change it where that has put it. Nothing was changed.");
    }
  }

  private void handOver(CheckedRow.Valid row) {
    if (handler != null) {
      valid.add(row);
      if (valid.size() == ROWS_AT_ONCE) {
        handOver();
      }
    }
  }

  /** Gives the handler of the host the rows that it has not had yet. */
  private void handOver() {
    if (handler != null) {
      handler.call(change.summary().id(), valid, change.connection());
      valid.clear();
    }
  }

  @Override
  public void close() {
    validator.close();
  }
}

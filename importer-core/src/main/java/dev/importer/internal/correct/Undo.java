package dev.importer.internal.correct;

import dev.importer.error.ChangeException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.record.RecordEncoder;
import dev.importer.internal.store.ChangeLog;
import dev.importer.internal.store.ImportChange;
import dev.importer.internal.store.PastRow;
import dev.importer.results.ChangeResult;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a change what they were before it. Rows that were changed since are left alone.
 * Not thread-safe.
 */
final class Undo {

  private static final BitSet NOTHING = new BitSet();

  private final ImportChange change;
  private final RowChanges rows;
  private final long number;
  private final List<Long> leftAlone = new ArrayList<>();
  private boolean comparing;
  private long leftAloneRows;
  private long restored;
  private long rowsOfChange;

  Undo(ImportChange change, RowChanges rows, long number) {
    this.change = change;
    this.rows = rows;
    this.number = number;
  }

  /** The first rows that were left alone. */
  List<Long> leftAlone() {
    return leftAlone;
  }

  /** How many rows were left alone. */
  long leftAloneRows() {
    return leftAloneRows;
  }

  void run() {
    long id = change.summary().id();
    StoredChange undone = change.earlier(number).orElseThrow(() -> ChangeLog.unknown(id, number));
    if (undone.undoneBy() != null) {
      throw nothingToUndo("it was undone by change " + undone.undoneBy());
    }
    rowsOfChange = undone.rows();
    rows.running().expect(rowsOfChange);
    if (rows.host().isNone()) {
      forEach(this::restore);
    } else {
      restoreWhatTheHostAllows();
    }
    if (restored == 0) {
      throw nothingToUndo("every row of it was changed since");
    }
  }

  private ChangeException nothingToUndo(String why) {
    return new ChangeException(
        ChangeException.Reason.NOTHING_TO_UNDO,
        change.summary().id(),
        null,
        "Change " + number + " cannot be undone: " + why + ". Nothing was changed.");
  }

  private void forEach(Consumer<PastRow> reader) {
    forEachPortion(portion -> portion.forEach(reader));
  }

  private void forEachPortion(Consumer<List<PastRow>> reader) {
    long after = 0;
    List<PastRow> portion = change.past(number, after);
    while (!portion.isEmpty()) {
      reader.accept(portion);
      rows.running().passed(portion.size());
      after = portion.get(portion.size() - 1).now().rowNumber();
      portion = change.past(number, after);
    }
  }

  /**
   * Whether the rules across rows hold for a row that is to be valid again. The keys of the other
   * rows are not needed before the first row whose own keys differ from those that are stored.
   */
  private CheckedRow.@Nullable Failed refusal(PastRow past) {
    if (!rows.validator().comparesRows()) {
      return null;
    }
    if (!comparing) {
      if (keepsItsKeys(past)) {
        return null;
      }
      change.flush();
      lookAhead();
      comparing = true;
    }
    return past.before().status() == RecordStatus.VALID
            && rows.validator().recheck(asValid(past.before()), NOTHING)
                instanceof CheckedRow.Failed taken
        ? taken
        : null;
  }

  private boolean keepsItsKeys(PastRow past) {
    return past.before().status() == RecordStatus.VALID
        && past.now().status() == RecordStatus.VALID
        && past.cells().stream().noneMatch(cell -> rows.validator().isInKey(cell.field()))
        && !rows.host().mayChange();
  }

  /** Takes note of the keys of the rows that stay, and of what may be referred to in the others. */
  private void lookAhead() {
    rows.running().expect(rowsOfChange);
    BitSet restorable = new BitSet();
    forEach(
        past -> {
          if (past.isUntouched()) {
            restorable.set(Math.toIntExact(past.now().rowNumber()));
            if (past.before().status() == RecordStatus.VALID) {
              rows.validator().offer(asValid(past.before()), NOTHING);
            } else {
              rows.validator().offer(RowChanges.asStored(past.before()));
            }
          }
        });
    rows.rememberOthers(restorable);
  }

  private Row asValid(StoredRecord stored) {
    Map<String, @Nullable Object> values = rows.validRows().valuesOf(stored);
    return new Row(
        new Header(List.copyOf(values.keySet())),
        values.values().toArray(),
        stored.rowNumber(),
        stored.lineNumber(),
        List.of());
  }

  /** The host has its say on what is to be valid again; what it would set is not asked for. */
  private void restoreWhatTheHostAllows() {
    forEachPortion(
        portion -> {
          List<CheckedRow> valid = new ArrayList<>();
          for (PastRow past : portion) {
            if (past.isUntouched() && past.before().status() == RecordStatus.VALID) {
              valid.add(rows.validator().recheckAlone(asValid(past.before()), NOTHING));
            }
          }
          for (CheckedRow row : rows.host().apply(rows.validator(), valid)) {
            if (row instanceof CheckedRow.Failed refused) {
              throw wouldBeRefused(refused);
            }
          }
          portion.forEach(this::restore);
        });
  }

  private ChangeException wouldBeRefused(CheckedRow.Failed refused) {
    long id = change.summary().id();
    long row = refused.row().number();
    return new ChangeException(
        ChangeException.Reason.WOULD_BE_REFUSED,
        id,
        row,
        "Change "
            + number
            + " cannot be undone, because row "
            + row
            + " would no longer be valid: "
            + RecordEncoder.message(refused.errors())
            + ". Nothing was changed.");
  }

  private void restore(PastRow past) {
    StoredRecord before = past.before();
    if (!past.isUntouched()) {
      leftAloneRows++;
      if (leftAlone.size() < ChangeResult.MOST_LEFT_ALONE) {
        leftAlone.add(before.rowNumber());
      }
      return;
    }
    if (past.now().status() == RecordStatus.VALID) {
      rows.requireNotHandedOver(past.now());
    }
    CheckedRow.Failed taken = refusal(past);
    if (taken != null) {
      throw new ChangeException(
          ChangeException.Reason.KEY_TAKEN,
          before.importId(),
          before.rowNumber(),
          "Change "
              + number
              + " cannot be undone, because row "
              + before.rowNumber()
              + " would no longer be valid: "
              + RecordEncoder.message(taken.errors())
              + ". Change that first. Nothing was changed.");
    }
    change.restore(past);
    rows.running().changed(1);
    restored++;
  }
}

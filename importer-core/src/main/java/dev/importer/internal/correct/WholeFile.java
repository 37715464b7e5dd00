package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.record.RecordEncoder;
import dev.importer.internal.record.RowDigest;
import dev.importer.internal.store.ImportChange;
import dev.importer.internal.text.Quoted;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a whole file with the import that it shall correct: what is valid there has to be the
 * same in the file. It changes nothing. Not thread-safe.
 */
final class WholeFile {

  private final ImportChange change;
  private final CorrectedRows rows;
  private final RowValidator validator;
  private final RunningChange running;
  private final StoredImport target;

  /** What does not fit, in words; the first of each kind. */
  private final List<String> misfits = new ArrayList<>();

  private final BitSet found = new BitSet();
  private long differing;
  private long unknown;
  private @Nullable Long line;

  WholeFile(ImportChange change, RowChanges rows) {
    this.change = change;
    this.rows = rows.refusedRows();
    this.validator = rows.validator();
    this.running = rows.running();
    this.target = change.summary();
  }

  /**
   * Makes sure that every row of a file is one of the import, and that those that are valid there
   * are the same.
   *
   * @param byKey whether rows are found by their keys, so that some may be absent
   * @throws SourceException {@code other-rows} if they are not
   */
  void requireFitting(CorrectionFile file, boolean byKey) {
    running.expect(target.totalRecords());
    for (Correction next = file.next(); next != null; next = file.next()) {
      compare(next, byKey);
      running.passed(1);
    }
    long absent = target.totalRecords() - found.cardinality();
    if (!byKey && absent > 0) {
      misfit(null, "it ends after " + found.cardinality() + " rows");
    }
    if (misfits.isEmpty()) {
      return;
    }
    throw new SourceException(
        ErrorCode.OTHER_ROWS,
        "The file has other rows than import "
            + target.id()
            + ", which has "
            + target.totalRecords()
            + (target.totalRecords() == 1 ? " row: " : " rows: ")
            + String.join("; ", misfits)
            + counts()
            + ". Nothing was changed. Corrections change refused rows only: send the download of the"
            + " refused rows corrected, or import this file anew.",
        line,
        null,
        null);
  }

  private String counts() {
    List<String> counts = new ArrayList<>();
    if (differing > 1) {
      counts.add(differing + " valid rows differ");
    }
    if (unknown > 1) {
      counts.add(unknown + " rows are not in the import");
    }
    return counts.isEmpty() ? "" : " (" + String.join(", ", counts) + ")";
  }

  private void compare(Correction sent, boolean byKey) {
    long number = sent.rowNumber();
    if (number < 1 || number > target.totalRecords()) {
      unknown++;
      if (unknown == 1) {
        misfit(
            sent.line(),
            byKey
                ? "no row there has the primary key of line " + sent.line()
                : "line " + sent.line() + " is a further row");
      }
      return;
    }
    int row = Math.toIntExact(number);
    if (found.get(row)) {
      misfit(sent.line(), "line " + sent.line() + " is row " + number + " a second time");
      return;
    }
    found.set(row);
    StoredRecord stored = Objects.requireNonNull(change.record(number));
    String difference = stored.status() == RecordStatus.VALID ? differenceOf(stored, sent) : null;
    if (difference != null) {
      differing++;
      if (differing == 1) {
        misfit(
            sent.line(),
            "row " + number + " (line " + sent.line() + ") is valid there, but " + difference);
      }
    }
  }

  private void misfit(@Nullable Long place, String words) {
    if (misfits.size() < MOST_MISFITS) {
      misfits.add(words);
    }
    line = line == null ? place : line;
  }

  private static final int MOST_MISFITS = 3;

  /** How a row differs from the valid one that is stored, in words; null if it does not. */
  private @Nullable String differenceOf(StoredRecord stored, Correction sent) {
    CheckedRow checked = validator.checkAlone(rows.asSent(stored, sent));
    if (checked instanceof CheckedRow.Failed refused) {
      return "would be refused here: " + RecordEncoder.message(refused.errors());
    }
    Map<String, @Nullable Object> here = RecordEncoder.draft(checked).cells();
    Map<String, @Nullable Object> there = stored.cells();
    for (CellChange change : stored.changes()) {
      if (change.by().contains(ErrorCode.CHECKED_CELL) && said(change, checked)) {
        // A check of the host has changed it there, and would do so again.
        here.put(change.field(), there.get(change.field()));
      }
    }
    if (RowDigest.of(here) == RowDigest.of(there)) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>(there.keySet());
    names.addAll(here.keySet());
    for (String name : names) {
      if (!isSame(name, here.get(name), there.get(name))) {
        return "its '"
            + name
            + "' is "
            + shown(there.get(name))
            + " there and "
            + shown(here.get(name))
            + " here";
      }
    }
    return "it differs";
  }

  /** Whether the file has the cell as the source of the import had it. */
  private boolean said(CellChange change, CheckedRow sent) {
    Row row = sent.row();
    for (int i = 0; i < row.size(); i++) {
      String label = row.header().label(i);
      String field = validator.meanings().of(label).field();
      if (change.field().equals(field == null ? label : field)) {
        return change.from().equals(Objects.toString(row.cell(i), ""));
      }
    }
    return change.from().isEmpty();
  }

  private static boolean isSame(String name, @Nullable Object here, @Nullable Object there) {
    if (here == null || there == null) {
      return here == null && there == null;
    }
    return RowDigest.of(Map.of(name, here)) == RowDigest.of(Map.of(name, there));
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "empty" : Quoted.of(value.toString());
  }
}

package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.results.ChangedCell;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which cells of a row have changed, and keeps what the source said of them. */
final class CellAccount {

  private final StoredImport target;
  private final ColumnMeanings meanings;
  private final ValidRows validRows;

  CellAccount(StoredImport target, ColumnMeanings meanings, ValidRows validRows) {
    this.target = target;
    this.meanings = meanings;
    this.validRows = validRows;
  }

  /** The cells in which a row differs from what it was; an empty one is like one that is absent. */
  List<ChangedCell> changed(RevisedRow revised) {
    Row row = revised.row();
    Map<String, @Nullable Object> before = revised.before();
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      after.put(row.header().label(i), row.cell(i));
    }
    Set<String> labels = new LinkedHashSet<>(after.keySet());
    labels.addAll(before.keySet());
    List<ChangedCell> changed = new ArrayList<>();
    for (String label : labels) {
      Object from = nothingIfEmpty(before.get(label));
      Object to = nothingIfEmpty(after.get(label));
      if (!isSame(from, to, revised)) {
        changed.add(new ChangedCell(fieldOf(label), label, from, to));
      }
    }
    return changed;
  }

  /** Of JSON, a number is no text; only values that are stored already are what they say. */
  private boolean isSame(@Nullable Object from, @Nullable Object to, RevisedRow revised) {
    boolean asTexts = target.format().isTable() || revised.changed() != null;
    return asTexts
        ? Objects.toString(from, "").equals(Objects.toString(to, ""))
        : Objects.equals(from, to);
  }

  private static @Nullable Object nothingIfEmpty(@Nullable Object value) {
    return "".equals(value) ? null : value;
  }

  private String fieldOf(String label) {
    String field = meanings.of(label).field();
    return field == null ? label : field;
  }

  /** The row with the account of what was changed in it, now and before. */
  CheckedRow kept(
      CheckedRow checked, StoredRecord before, RevisedRow revised, List<ChangedCell> changed) {
    Map<String, CellChange> cleaned = byField(checked.changes());
    Map<String, CellChange> earlier = byField(before.changes());
    Map<String, CellChange> account = new LinkedHashMap<>(cleaned);
    Set<String> edited = new HashSet<>();
    for (ChangedCell cell : changed) {
      edited.add(cell.field());
      CellChange known = earlier.get(cell.field());
      String said = known == null ? Objects.toString(saidOf(cell, revised), "") : known.from();
      if (said.equals(Objects.toString(cell.to(), ""))) {
        // It is again what the source said.
        continue;
      }
      int column = known == null ? columnOf(cell.label(), revised) : known.column();
      account.put(cell.field(), edited(column, cell.field(), said, cleaned.get(cell.field())));
    }
    earlier.forEach(
        (field, known) -> {
          boolean kept = revised.changed() != null || isEdited(known);
          if (kept && !edited.contains(field)) {
            account.put(
                field,
                revised.changed() != null
                    ? known
                    : edited(known.column(), field, known.from(), cleaned.get(field)));
          }
        });
    if (revised.changed() != null) {
      cleaned.forEach(
          (field, change) -> {
            if (change.by().contains(ErrorCode.CHECKED_CELL) && !edited.contains(field)) {
              account.put(field, checked(change, earlier.get(field), revised));
            }
          });
    }
    if (account.isEmpty() && checked.changes().isEmpty()) {
      return checked;
    }
    List<CellChange> all = new ArrayList<>(account.values());
    all.sort(Comparator.comparingInt(CellChange::column));
    return checked.withChanges(all);
  }

  /** A value as it is stored, in whose place a check of the host has put another one. */
  private CellChange checked(CellChange change, @Nullable CellChange known, RevisedRow revised) {
    if (known == null) {
      String said =
          revised.before().entrySet().stream()
              .filter(cell -> fieldOf(cell.getKey()).equals(change.field()))
              .findFirst()
              .map(cell -> Objects.toString(validRows.written(cell.getKey(), cell.getValue()), ""))
              .orElse("");
      return new CellChange(change.column(), change.field(), said, change.by());
    }
    Set<ErrorCode> by = new LinkedHashSet<>(known.by());
    by.add(ErrorCode.CHECKED_CELL);
    return new CellChange(known.column(), change.field(), known.from(), List.copyOf(by));
  }

  /** What the source said in a cell that nobody has changed before. */
  private @Nullable Object saidOf(ChangedCell cell, RevisedRow revised) {
    return revised.changed() == null ? cell.from() : validRows.written(cell.label(), cell.from());
  }

  /** The position of a cell in its record, 1-based; behind all others if it has lost its place. */
  private int columnOf(String label, RevisedRow revised) {
    if (target.format().isTable() && target.columns().contains(label)) {
      return target.columns().indexOf(label) + 1;
    }
    int position = revised.row().header().indexOf(label);
    return position < 0 ? List.copyOf(revised.before().keySet()).indexOf(label) + 1 : position + 1;
  }

  private static boolean isEdited(CellChange change) {
    return change.by().contains(ErrorCode.EDITED_CELL);
  }

  private static CellChange edited(
      int column, String field, String from, @Nullable CellChange cleaned) {
    List<ErrorCode> by = new ArrayList<>(List.of(ErrorCode.EDITED_CELL));
    if (cleaned != null) {
      by.addAll(cleaned.by());
    }
    return new CellChange(column, field, from, by);
  }

  private static Map<String, CellChange> byField(List<CellChange> changes) {
    Map<String, CellChange> byField = new LinkedHashMap<>();
    changes.forEach(change -> byField.put(change.field(), change));
    return byField;
  }
}

package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.type.Values;
import dev.importer.row.CellChange;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody besides the schema says of a valid row: other values for its fields, and reasons to
 * refuse it. The rules across rows come after it, so that they see the values that are stored. Not
 * thread-safe.
 */
public final class RowAmendment {

  private final RowValidator validator;
  private final CheckedRow.Valid before;
  private Row row;
  private HeaderBinding bound;
  private @Nullable Object[] values;
  private final List<CellChange> changes;
  private final List<ImportError> errors = new ArrayList<>();
  private final List<ImportError> warnings;

  RowAmendment(RowValidator validator, CheckedRow.Valid before) {
    this.validator = validator;
    this.before = before;
    this.row = before.cleaned();
    this.bound = validator.bindingOf(row.header());
    this.values = before.values();
    this.changes = new ArrayList<>(before.changes());
    this.warnings = new ArrayList<>(before.warnings());
  }

  /** The row as it was parsed. */
  public Row row() {
    return before.row();
  }

  /** The names of the values. */
  public Header names() {
    return bound.names();
  }

  /** The typed value at a position, 0-based, as it is by now. */
  public @Nullable Object value(int index) {
    return values[index];
  }

  /**
   * Refuses the row.
   *
   * @param field the field, or the label of a column without one; null if it is none of them
   * @throws IllegalArgumentException if there is no such field or column
   */
  public void refuse(ErrorCode code, String rule, @Nullable String field, String message) {
    int column = field == null ? HeaderBinding.NO_COLUMN : names().indexOf(field);
    if (field != null && column < 0 && validator.positionOf(field) < 0) {
      throw unknown(field);
    }
    Object cell = column < 0 ? null : bound.cellOf(row, column);
    errors.add(
        new ImportError(
            code,
            rule,
            field,
            column < 0 ? null : bound.numberOf(column),
            cell == null ? null : cell.toString(),
            message,
            row.number(),
            row.line()));
  }

  /** Refuses the row for a key that refers to something that is not there. */
  void refuse(KeyRule rule, String fault) {
    errors.add(KeyFault.of(rule, validator.schema().fields(), row, bound, fault));
  }

  /** The typed values of fields, by their positions; null unless all are there. */
  Object @Nullable [] keyOf(List<Integer> fields) {
    return KeyFault.keyOf(fields, bound, values);
  }

  /** What was read for a key, in quotes. */
  String quoted(KeyRule rule) {
    return KeyFault.quoted(rule, row, bound);
  }

  /**
   * Puts another value in the place of that of a field.
   *
   * @param name the field, or the label of a column without one
   * @param value a typed value, or one in the form in which it is stored; null for none
   * @param setter who does so, in words
   * @throws IllegalArgumentException if there is no such field or column, or if nothing feeds it
   */
  public void set(String name, @Nullable Object value, String setter) {
    int position = validator.positionOf(name);
    int column = names().indexOf(name);
    Object stored = value == null ? null : StoredValue.of(value);
    List<Finding> findings = new ArrayList<>();
    Object typed =
        position < 0
            ? validator.asCell(position, stored)
            : validator.checkOf(position).checkStored(stored, findings);
    if (column < 0 && position < 0) {
      throw unknown(name);
    }
    Object now = column < 0 ? null : values[column];
    if (findings.isEmpty() && Values.canonical(now).equals(Values.canonical(typed))) {
      return;
    }
    column = column < 0 ? append(name, position) : column;
    if (column >= row.size()) {
      throw new IllegalArgumentException(
          "'" + name + "' is a constant of the import, which a row check cannot set");
    }
    Object cell = typed == null && findings.isEmpty() ? null : validator.asCell(position, stored);
    put(column, cell, typed);
    String field = position < 0 ? row.header().label(column) : name;
    note(column, field);
    for (Finding each : findings) {
      Finding finding = each.with(setter + " has set it");
      ImportError fault =
          new ImportError(
              finding.code(),
              finding.rule(),
              field,
              bound.numberOf(column),
              cell == null ? null : cell.toString(),
              finding.message(),
              row.number(),
              row.line());
      (validator.refuses(fault) ? errors : warnings).add(fault);
    }
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "there is no field or column '"
            + name
            + "'; row "
            + row.number()
            + " has "
            + names().labels());
  }

  /** Gives the row a cell for a field that it lacks. */
  private int append(String name, int field) {
    String label = validator.labelFor(field);
    if (label == null || row.header().indexOf(label) >= 0) {
      throw new IllegalArgumentException(
          "no column of the source feeds the field '"
              + name
              + "', so that a row check cannot set it; give the source a column for it");
    }
    List<String> labels = new ArrayList<>(row.header().labels());
    labels.add(label);
    int column = row.size();
    Row longer =
        new Row(
            validator.sharedHeader(labels),
            cells(column + 1),
            row.number(),
            row.line(),
            row.faults());
    HeaderBinding rebound = validator.bindingOf(longer.header());
    if (rebound.columnOf(field) != column) {
      throw new IllegalArgumentException(
          "'" + name + "' means another field in this source, so that a row check cannot set it");
    }
    @Nullable Object[] more = rebound.values();
    System.arraycopy(values, 0, more, 0, column);
    row = longer;
    bound = rebound;
    values = more;
    return column;
  }

  private @Nullable Object[] cells(int size) {
    @Nullable Object[] cells = new Object[size];
    for (int i = 0; i < row.size(); i++) {
      cells[i] = row.cell(i);
    }
    return cells;
  }

  private void put(int column, @Nullable Object cell, @Nullable Object typed) {
    @Nullable Object[] cells = cells(row.size());
    cells[column] = cell;
    row = new Row(row.header(), cells, row.number(), row.line(), row.faults());
    values = values.clone();
    values[column] = typed;
  }

  private void note(int column, String field) {
    String from = column < row().size() ? Objects.toString(row().cell(column), "") : "";
    List<ErrorCode> by = new ArrayList<>();
    changes.removeIf(
        change -> {
          boolean same = change.field().equals(field);
          if (same) {
            by.addAll(change.by());
          }
          return same;
        });
    by.remove(ErrorCode.CHECKED_CELL);
    by.add(ErrorCode.CHECKED_CELL);
    changes.add(new CellChange(column + 1, field, from, by));
    changes.sort(Comparator.comparingInt(CellChange::column));
  }

  /** The row as it is with all that was said of it. */
  public CheckedRow amended() {
    boolean same = row == before.cleaned();
    if (same && errors.isEmpty()) {
      return before;
    }
    List<CellChange> kept = List.copyOf(changes);
    return errors.isEmpty()
        ? new CheckedRow.Valid(before.row(), row, kept, bound.names(), values, warnings)
        : new CheckedRow.Failed(before.row(), row, kept, values, errors, warnings);
  }
}

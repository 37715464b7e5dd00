package dev.importer.internal.check;

import dev.importer.error.ImportError;
import dev.importer.row.CellChange;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.row.ValidRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A row after its check: valid with typed values, or failed with every reason. */
public sealed interface CheckedRow {

  /** The row as it was parsed. */
  Row row();

  /**
   * The row as it was checked: the parsed one, or that with the cells that cleaning has changed.
   */
  Row cleaned();

  /** What cleaning has changed, in the order of the columns; usually nothing. */
  List<CellChange> changes();

  /** The faults of the row that are warnings by choice, in the order of the columns. */
  List<ImportError> warnings();

  /** The same, of a row that was cleaned before it was checked. */
  CheckedRow cleanedFrom(Row parsed, List<CellChange> changes);

  /** The same with another account of what was changed in it. */
  CheckedRow withChanges(List<CellChange> changes);

  /** The typed value at a position, 0-based; null where there is none or it is wrong. */
  @Nullable Object value(int index);

  /** The typed values, those of constants last; not to be changed. */
  @Nullable Object[] values();

  /** The same row, refused for further reasons; at least one. */
  Failed refused(List<ImportError> reasons);

  /** A row that keeps to the schema. */
  final class Valid implements CheckedRow, ValidRow {

    private final Row row;
    private final Row cleaned;
    private final List<CellChange> changes;
    private final Header names;
    private final @Nullable Object[] values;
    private final List<ImportError> warnings;

    Valid(Row row, Header names, @Nullable Object[] values, List<ImportError> warnings) {
      this(row, row, List.of(), names, values, warnings);
    }

    Valid(
        Row row,
        Row cleaned,
        List<CellChange> changes,
        Header names,
        @Nullable Object[] values,
        List<ImportError> warnings) {
      this.row = row;
      this.cleaned = cleaned;
      this.changes = changes;
      this.names = names;
      this.values = values;
      this.warnings = warnings;
    }

    /** The same row, refused after all. */
    public Failed refused(ImportError error) {
      return new Failed(row, cleaned, changes, values, List.of(error), warnings);
    }

    /** The same row with other values in some of the first columns: those that are given. */
    Valid with(IntFunction<@Nullable Object> given, int columns) {
      @Nullable Object[] mixed = values.clone();
      for (int i = 0; i < columns; i++) {
        Object value = given.apply(i);
        mixed[i] = value == null ? mixed[i] : value;
      }
      return new Valid(row, cleaned, changes, names, mixed, warnings);
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public Row cleaned() {
      return cleaned;
    }

    @Override
    public List<CellChange> changes() {
      return changes;
    }

    @Override
    public CheckedRow cleanedFrom(Row parsed, List<CellChange> list) {
      return new Valid(parsed, row, List.copyOf(list), names, values, warnings);
    }

    @Override
    public CheckedRow withChanges(List<CellChange> list) {
      return new Valid(row, cleaned, List.copyOf(list), names, values, warnings);
    }

    @Override
    public Failed refused(List<ImportError> reasons) {
      return new Failed(row, cleaned, changes, values, reasons, warnings);
    }

    @Override
    public @Nullable Object[] values() {
      return values;
    }

    @Override
    public List<ImportError> warnings() {
      return warnings;
    }

    @Override
    public Header names() {
      return names;
    }

    @Override
    public @Nullable Object value(int index) {
      return values[index];
    }

    @Override
    public @Nullable Object value(String name) {
      int index = names.indexOf(name);
      return index < 0 ? null : values[index];
    }
  }

  /** A row that is refused. */
  final class Failed implements CheckedRow {

    private final Row row;
    private final Row cleaned;
    private final List<CellChange> changes;
    private final @Nullable Object[] values;
    private final List<ImportError> errors;
    private final List<ImportError> warnings;

    Failed(
        Row row, @Nullable Object[] values, List<ImportError> errors, List<ImportError> warnings) {
      this(row, row, List.of(), values, errors, warnings);
    }

    /**
     * A row that was valid, as it would lie in its source.
     *
     * @param changes what was changed in it
     */
    public static Failed afterwards(Row row, List<CellChange> changes, ImportError error) {
      return new Failed(
          row,
          row,
          List.copyOf(changes),
          new @Nullable Object[row.size()],
          List.of(error),
          List.of());
    }

    Failed(
        Row row,
        Row cleaned,
        List<CellChange> changes,
        @Nullable Object[] values,
        List<ImportError> errors,
        List<ImportError> warnings) {
      this.row = row;
      this.cleaned = cleaned;
      this.changes = changes;
      this.values = values;
      this.errors = List.copyOf(errors);
      this.warnings = warnings;
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public Row cleaned() {
      return cleaned;
    }

    @Override
    public List<CellChange> changes() {
      return changes;
    }

    @Override
    public CheckedRow cleanedFrom(Row parsed, List<CellChange> list) {
      return new Failed(parsed, row, List.copyOf(list), values, errors, warnings);
    }

    @Override
    public CheckedRow withChanges(List<CellChange> list) {
      return new Failed(row, cleaned, List.copyOf(list), values, errors, warnings);
    }

    @Override
    public Failed refused(List<ImportError> reasons) {
      List<ImportError> all = new ArrayList<>(errors);
      all.addAll(reasons);
      return new Failed(row, cleaned, changes, values, all, warnings);
    }

    @Override
    public @Nullable Object value(int index) {
      return values[index];
    }

    @Override
    public @Nullable Object[] values() {
      return values;
    }

    @Override
    public List<ImportError> warnings() {
      return warnings;
    }

    /**
     * Every reason that is not a warning by choice, in the order of the columns, those that other
     * rows are part of last; at least one.
     */
    public List<ImportError> errors() {
      return errors;
    }
  }
}

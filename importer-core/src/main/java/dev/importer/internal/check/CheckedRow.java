package dev.importer.internal.check;

import dev.importer.error.ImportError;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.row.ValidRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row after its check: valid with typed values, or failed with every reason. */
public sealed interface CheckedRow {

  /** The row as it was parsed. */
  Row row();

  /** The faults of the row that are warnings by choice, in the order of the columns. */
  List<ImportError> warnings();

  /** A row that keeps to the schema. */
  final class Valid implements CheckedRow, ValidRow {

    private final Row row;
    private final Header names;
    private final @Nullable Object[] values;
    private final List<ImportError> warnings;

    Valid(Row row, Header names, @Nullable Object[] values, List<ImportError> warnings) {
      this.row = row;
      this.names = names;
      this.values = values;
      this.warnings = warnings;
    }

    @Override
    public Row row() {
      return row;
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
    private final List<ImportError> errors;
    private final List<ImportError> warnings;

    Failed(Row row, List<ImportError> errors, List<ImportError> warnings) {
      this.row = row;
      this.errors = List.copyOf(errors);
      this.warnings = warnings;
    }

    @Override
    public Row row() {
      return row;
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

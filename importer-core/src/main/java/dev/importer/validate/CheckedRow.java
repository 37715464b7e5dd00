package dev.importer.validate;

import dev.importer.error.ImportError;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row after its check: valid with typed values, or failed with every reason. */
public sealed interface CheckedRow {

  /** The row as it was parsed. */
  Row row();

  /** A row that keeps to the schema. */
  final class Valid implements CheckedRow {

    private final Row row;
    private final Header names;
    private final @Nullable Object[] values;

    Valid(Row row, Header names, @Nullable Object[] values) {
      this.row = row;
      this.names = names;
      this.values = values;
    }

    @Override
    public Row row() {
      return row;
    }

    /**
     * The names of the values: those of the fields, and the labels of columns beyond the schema.
     */
    public Header names() {
      return names;
    }

    /**
     * The typed value at this position, 0-based, of a class that {@link
     * dev.importer.type.FieldType} says, or null for a missing value.
     */
    public @Nullable Object value(int index) {
      return values[index];
    }
  }

  /** A row that is refused. */
  final class Failed implements CheckedRow {

    private final Row row;
    private final List<ImportError> errors;

    Failed(Row row, List<ImportError> errors) {
      this.row = row;
      this.errors = List.copyOf(errors);
    }

    @Override
    public Row row() {
      return row;
    }

    /** Every reason, in the order of the columns; at least one. */
    public List<ImportError> errors() {
      return errors;
    }
  }
}

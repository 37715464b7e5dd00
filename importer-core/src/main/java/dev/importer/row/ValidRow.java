package dev.importer.row;

import org.jspecify.annotations.Nullable;

/** A row that keeps to the schema, with its typed values. Immutable; made by the importer. */
public interface ValidRow {

  /** The row as it was parsed. */
  Row row();

  /** The names of the values: those of the fields, and the labels of columns beyond the schema. */
  Header names();

  /**
   * The typed value at this position, 0-based, of a class that {@link dev.importer.type.FieldType}
   * says, or null for a missing value.
   */
  @Nullable Object value(int index);

  /** The typed value of this name; null if it is missing, or if the row has no such column. */
  @Nullable Object value(String name);
}

package dev.importer.job;

import dev.importer.row.TypedRow;
import dev.importer.row.ValidRow;
import java.sql.Connection;
import java.util.List;

/**
 * The valid rows of one batch, and the transaction that stores them. Made by the importer, which
 * may add to it; not thread-safe.
 */
public interface RowBatch {

  /** The id of the import. */
  long importId();

  /** The rows with their typed values, in the order of the source; at least one. */
  List<ValidRow> rows();

  /**
   * The rows as objects of the application. A value that does not fit its component or property, or
   * values that the object's own constructor or a setter refuses, are an error of the typed row;
   * {@link dev.importer.row.TypedRow#require} throws it.
   *
   * @param type a record, a bean, or a class with one constructor, whose parts are named after
   *     fields or columns
   * @throws IllegalArgumentException if cells cannot be bound to it
   */
  <T> List<TypedRow<T>> as(Class<T> type);

  /**
   * The connection of the transaction. It must not be committed, rolled back or closed, and not be
   * used after the call.
   */
  Connection connection();
}

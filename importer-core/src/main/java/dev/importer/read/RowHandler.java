package dev.importer.read;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.validate.CheckedRow;
import java.sql.Connection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host does with the valid rows of an import, in the very transaction that stores them: what
 * it writes through the connection is there exactly if the rows are, also after a crash.
 *
 * <p>It is called on the thread that writes, once for each batch that has valid rows, and the next
 * batch waits for it. Whatever it throws undoes the batch and ends the import with {@code
 * handler-error}. Since earlier batches are committed by then, what it wrote with them stays: write
 * {@link Rows#importId} with each row, so that it can be found and removed.
 */
@FunctionalInterface
public interface RowHandler {

  /**
   * Handles the valid rows of a batch.
   *
   * @param rows the rows
   * @param connection the connection of the transaction; it must not be committed, rolled back or
   *     closed, and not be used after the call
   * @throws Exception to undo the batch and end the import
   */
  void handle(Rows rows, Connection connection) throws Exception;

  /**
   * The valid rows of one batch, in the order of the source. Immutable.
   *
   * @param importId the import
   * @param rows the rows with their typed values
   */
  record Rows(long importId, List<CheckedRow.Valid> rows) {

    /** Takes a copy of the list. */
    public Rows {
      rows = List.copyOf(rows);
    }

    /**
     * The rows as records of the application. A value that does not fit its component, or values
     * that the record's own constructor refuses, are an error of the typed row; {@link
     * TypedRow#require} throws it.
     *
     * @param type a record whose components are named after fields or columns
     * @throws IllegalArgumentException if cells cannot be bound to it
     */
    public <T> List<TypedRow<T>> as(Class<T> type) {
      RecordBinder<T> binder = RecordBinder.of(type);
      return rows.stream().map(binder::bind).toList();
    }
  }

  /**
   * A handler under the name by which an import finds it again.
   *
   * @param name the name
   * @param handler the handler
   */
  record Named(String name, RowHandler handler) {

    private static final Logger LOG = LoggerFactory.getLogger(RowHandler.class);

    /**
     * Calls the handler, unless there are no rows.
     *
     * @throws SourceException {@code handler-error} with what it threw as the cause, which is
     *     logged
     */
    public void call(Rows rows, Connection connection) {
      List<CheckedRow.Valid> all = rows.rows();
      if (all.isEmpty()) {
        return;
      }
      try {
        handler.handle(rows, LentConnection.of(connection));
      } catch (Exception | LinkageError | AssertionError e) {
        long first = all.get(0).row().number();
        long last = all.get(all.size() - 1).row().number();
        LOG.error(
            "The row handler '{}' refused rows {} to {} of import {}",
            name,
            first,
            last,
            rows.importId(),
            e);
        throw new SourceException(
            ErrorCode.HANDLER_ERROR,
            "The row handler '"
                + name
                + "' refused rows "
                + first
                + " to "
                + last
                + " ("
                + e.getClass().getSimpleName()
                + "). The log of the application says more.",
            all.get(0).row().line(),
            null,
            e);
      }
    }
  }
}

package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.job.RowBatch;
import dev.importer.job.RowHandler;
import dev.importer.row.TypedRow;
import dev.importer.row.ValidRow;
import java.sql.Connection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler under the name by which an import finds it again.
 *
 * @param name the name
 * @param handler the handler
 */
public record NamedHandler(String name, RowHandler handler) {

  private static final Logger LOG = LoggerFactory.getLogger(RowHandler.class);

  private record Batch(long importId, List<CheckedRow.Valid> checked, Connection connection)
      implements RowBatch {

    @Override
    public List<ValidRow> rows() {
      return List.copyOf(checked);
    }

    @Override
    public <T> List<TypedRow<T>> as(Class<T> type) {
      RowBinder<T> binder = RowBinder.of(type);
      return checked.stream().map(binder::bind).toList();
    }
  }

  /**
   * Calls the handler, unless there are no rows.
   *
   * @param connection that of the transaction; the handler gets it lent
   * @throws SourceException {@code handler-error} with what it threw as the cause, which is logged
   */
  public void call(long importId, List<CheckedRow.Valid> rows, Connection connection) {
    if (rows.isEmpty()) {
      return;
    }
    try {
      handler.handle(
          new Batch(
              importId,
              List.copyOf(rows),
              LentConnection.of(connection, "row handler", () -> false)));
    } catch (Exception | LinkageError | AssertionError e) {
      long first = rows.get(0).row().number();
      long last = rows.get(rows.size() - 1).row().number();
      LOG.error(
          "The row handler '{}' refused rows {} to {} of import {}",
          name,
          first,
          last,
          importId,
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
          rows.get(0).row().line(),
          null,
          e);
    }
  }
}

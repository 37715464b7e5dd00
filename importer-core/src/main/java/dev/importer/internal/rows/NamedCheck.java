package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.check.RowAmendment;
import dev.importer.job.CheckableRow;
import dev.importer.job.RowCheck;
import dev.importer.job.RowCheckBatch;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.sql.Connection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check of the host under the name by which an import finds it again.
 *
 * @param name the name
 * @param check the check
 */
public record NamedCheck(String name, RowCheck check) {

  private static final Logger LOG = LoggerFactory.getLogger(RowCheck.class);

  /** One call of the check, after which nothing of it can be used. */
  private final class Call implements RowCheckBatch {
    private final OptionalLong importId;
    private final List<CheckableRow> rows;
    private final Connection connection;
    private volatile boolean over;

    Call(OptionalLong importId, List<RowAmendment> rows, Connection connection) {
      this.importId = importId;
      this.rows = rows.stream().<CheckableRow>map(row -> new Checkable(row, this)).toList();
      this.connection = LentConnection.of(connection, "row check", () -> over);
    }

    @Override
    public OptionalLong importId() {
      return importId;
    }

    @Override
    public List<CheckableRow> rows() {
      return rows;
    }

    @Override
    public Connection connection() {
      return connection;
    }

    void requireRunning() {
      if (over) {
        throw new IllegalStateException("a row check must not change rows after its call");
      }
    }

    String checkName() {
      return name;
    }
  }

  private record Checkable(RowAmendment amendment, Call call) implements CheckableRow {

    @Override
    public Row row() {
      return amendment.row();
    }

    @Override
    public Header names() {
      return amendment.names();
    }

    @Override
    public @Nullable Object value(int index) {
      return amendment.value(index);
    }

    @Override
    public @Nullable Object value(String field) {
      int index = names().indexOf(field);
      return index < 0 ? null : value(index);
    }

    @Override
    public void refuse(@Nullable String field, String code, String message) {
      call.requireRunning();
      if (code.isBlank() || code.length() > MAX_CODE_LENGTH) {
        throw new IllegalArgumentException(
            "code must have 1 to " + MAX_CODE_LENGTH + " characters, but is '" + code + "'");
      }
      amendment.refuse(ErrorCode.ROW_CHECK, code, field, message);
    }

    @Override
    public void set(String field, @Nullable Object value) {
      call.requireRunning();
      amendment.set(field, value, "the row check '" + call.checkName() + "'");
    }
  }

  /**
   * Calls the check.
   *
   * @param importId the import; empty if there is none
   * @param rows at least one
   * @param connection the check gets it lent
   * @throws SourceException {@code row-check-error} with what it threw as the cause, which is
   *     logged
   */
  void call(OptionalLong importId, List<RowAmendment> rows, Connection connection) {
    Call call = new Call(importId, rows, connection);
    try {
      check.check(call);
    } catch (Exception | LinkageError | AssertionError e) {
      throw failed(rows, e);
    } finally {
      call.over = true;
    }
  }

  private SourceException failed(List<RowAmendment> rows, Throwable cause) {
    long first = rows.get(0).row().number();
    long last = rows.get(rows.size() - 1).row().number();
    LOG.error("The row check '{}' failed at rows {} to {}", name, first, last, cause);
    return new SourceException(
        ErrorCode.ROW_CHECK_ERROR,
        "The row check '"
            + name
            + "' failed at rows "
            + first
            + " to "
            + last
            + " ("
            + cause.getClass().getSimpleName()
            + "). The log of the application says more.",
        rows.get(0).row().line(),
        null,
        cause);
  }
}

package dev.importer.internal.host;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Tries out statements within a transaction that goes on if a table refuses what they do. */
final class Savepoints {

  /** Statements. */
  interface Work {
    void run() throws SQLException;
  }

  private final Connection connection;
  private final TargetDialect dialect;

  Savepoints(Connection connection, TargetDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Runs statements; if a table refuses a row, says why, and everything is as before. */
  Optional<Refusal> attempt(Work work) throws SQLException {
    execute("SAVEPOINT importer_target");
    try {
      work.run();
    } catch (SQLException e) {
      Optional<Refusal> refusal = dialect.refusal(e);
      if (refusal.isEmpty()) {
        throw e;
      }
      try {
        execute("ROLLBACK TO SAVEPOINT importer_target");
        execute("RELEASE SAVEPOINT importer_target");
      } catch (SQLException gone) {
        // What refused the row has ended the whole transaction.
        e.addSuppressed(gone);
        throw e;
      }
      return refusal;
    }
    execute("RELEASE SAVEPOINT importer_target");
    return Optional.empty();
  }

  private void execute(String statement) throws SQLException {
    try (Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }
}

package dev.importer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Stores the rows of a batch in SQLite, many to a statement. Preparing so long a statement takes as
 * long as storing several hundred rows, so the few kinds that full statements come in are kept from
 * batch to batch. To be used by one thread at a time.
 */
final class RecordWriter {

  private static final int ROWS_PER_STATEMENT = 500;

  private final Sql sql;
  private final boolean keepsStatements;
  private final Map<RecordInsert, PreparedStatement> kept = new HashMap<>();

  /** The connection of the kept statements, below what our pool puts around it. */
  private @Nullable Connection connection;

  /**
   * A writer.
   *
   * @param keepsStatements whether the connections are ours, so that statements may stay open on
   *     them
   */
  RecordWriter(Sql sql, boolean keepsStatements) {
    this.sql = sql;
    this.keepsStatements = keepsStatements;
  }

  /**
   * Stores rows.
   *
   * @param given a connection in a transaction
   * @param importId the import the rows belong to
   * @param entries the rows, with consecutive numbers
   * @param createdAt when they are stored
   */
  void write(Connection given, long importId, List<Batch.Entry> entries, String createdAt)
      throws SQLException {
    Connection target = keepsStatements ? given.unwrap(SQLiteConnection.class) : given;
    if (!target.equals(connection)) {
      kept.clear();
      connection = target;
    }
    try {
      for (int from = 0; from < entries.size(); from += ROWS_PER_STATEMENT) {
        int to = Math.min(from + ROWS_PER_STATEMENT, entries.size());
        List<Batch.Entry> rows = entries.subList(from, to);
        RecordInsert insert = RecordInsert.of(rows);
        if (insert.rows() == ROWS_PER_STATEMENT) {
          execute(statement(target, insert), insert, importId, rows, createdAt);
        } else {
          try (PreparedStatement last = target.prepareStatement(sql.of(insert.text()))) {
            execute(last, insert, importId, rows, createdAt);
          }
        }
      }
    } finally {
      if (!keepsStatements) {
        closeAll();
        connection = null;
      }
    }
  }

  private static void execute(
      PreparedStatement statement,
      RecordInsert insert,
      long importId,
      List<Batch.Entry> rows,
      String createdAt)
      throws SQLException {
    insert.bind(statement, importId, rows, createdAt);
    statement.executeUpdate();
  }

  private PreparedStatement statement(Connection target, RecordInsert insert) throws SQLException {
    PreparedStatement statement = kept.get(insert);
    if (statement == null) {
      statement = target.prepareStatement(sql.of(insert.text()));
      kept.put(insert, statement);
    }
    return statement;
  }

  private void closeAll() throws SQLException {
    for (PreparedStatement statement : kept.values()) {
      statement.close();
    }
    kept.clear();
  }
}

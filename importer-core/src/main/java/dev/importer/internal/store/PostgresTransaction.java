package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * Work in one transaction of PostgreSQL, on a connection that commits by itself before and after.
 */
final class PostgresTransaction {

  /**
   * What holds until the end of the transaction: by whose name others find it ({@link Instances}),
   * how long it waits for locks, and whether its commit waits for the disk.
   */
  private static final String SETTINGS =
      """
      SELECT set_config('application_name', ?, true), set_config('lock_timeout', ?, true),
        set_config('synchronous_commit', CASE WHEN ? THEN 'off'
          WHEN current_setting('synchronous_commit') = 'off' THEN 'on'
          ELSE current_setting('synchronous_commit') END, true)
      """;

  private PostgresTransaction() {}

  /** Work that only reads; only in a transaction do answers come in portions. */
  static <T> T read(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
    Connection connection = handle.getConnection();
    requireOutsideTransaction(connection);
    connection.setReadOnly(true);
    try {
      return run(handle, work);
    } finally {
      if (!connection.isClosed()) {
        connection.setReadOnly(false);
      }
    }
  }

  /**
   * Work that writes.
   *
   * @param patience how long it waits for those who have what it needs
   * @param instance who writes
   */
  static <T> T write(
      Handle handle,
      Durability durability,
      Duration patience,
      String instance,
      HandleCallback<T, SQLException> work)
      throws SQLException {
    requireOutsideTransaction(handle.getConnection());
    return run(
        handle,
        transaction -> {
          try (PreparedStatement settings =
              transaction.getConnection().prepareStatement(SETTINGS)) {
            settings.setString(1, Instances.sessionName(instance));
            settings.setString(2, patience.toMillis() + "ms");
            settings.setBoolean(3, durability == Durability.RELAXED);
            settings.execute();
          }
          return work.withHandle(transaction);
        });
  }

  /**
   * Work of somebody else within a transaction: it only reads, and leaves the transaction as it is.
   */
  static <T> T lend(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
    handle.execute("SAVEPOINT lent");
    try {
      handle.execute("SET LOCAL transaction_read_only = on");
      return work.withHandle(handle);
    } finally {
      if (!handle.getConnection().isClosed()) {
        // Going back, and not on, makes the transaction one that writes again.
        handle.execute("ROLLBACK TO SAVEPOINT lent");
        handle.execute("RELEASE SAVEPOINT lent");
      }
    }
  }

  private static <T> T run(Handle handle, HandleCallback<T, SQLException> work)
      throws SQLException {
    Connection connection = handle.getConnection();
    connection.setAutoCommit(false);
    try {
      T result = work.withHandle(handle);
      connection.commit();
      return result;
    } catch (Throwable failure) {
      rollBack(connection, failure);
      throw failure;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Refuses a connection that has begun a transaction by itself. */
  private static void requireOutsideTransaction(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new StorageException(
          Reason.OTHER,
          "The data source hands out connections with a transaction under way. Give the importer"
              + " one whose connections commit by themselves (autoCommit=true).",
          null);
    }
  }
}

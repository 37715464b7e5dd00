package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * A transaction that holds the write lock from its beginning. There it waits for whoever writes;
 * one that began by reading would be refused at once as soon as somebody else has written since.
 *
 * <p>It is begun and ended by statements. The driver would begin it as the data source says, which
 * may be that of a host, and would begin another one within each commit: with the lock, that is a
 * commit that is done and still fails because somebody else has the lock by then.
 */
final class WriteTransaction {

  /** How long writers wait for each other, at least. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private WriteTransaction() {}

  /** Does the work and commits it; whatever it throws undoes it. */
  static <T> T run(Handle handle, Durability durability, HandleCallback<T, SQLException> work)
      throws SQLException {
    Connection connection = handle.getConnection();
    requireOutsideTransaction(connection);
    try (Statement statement = connection.createStatement()) {
      // The setting cannot change inside a transaction, so it is made before each one.
      statement.execute("PRAGMA synchronous = " + durability.pragma());
      whenUnlocked(() -> statement.execute("BEGIN IMMEDIATE"));
      try {
        T result = work.withHandle(handle);
        statement.execute("COMMIT");
        return result;
      } catch (Throwable failure) {
        rollBack(statement, failure);
        throw failure;
      }
    }
  }

  /** Refuses a connection that has begun a transaction by itself. */
  static void requireOutsideTransaction(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new StorageException(
          Reason.OTHER,
          "The data source hands out connections with a transaction under way. Give the importer"
              + " one whose connections commit by themselves (autoCommit=true).",
          null);
    }
  }

  /** Something that is refused while somebody else has the lock. */
  interface Work {

    void run() throws SQLException;
  }

  /** The connection may wait for less, or not at all; it is asked again until the time is over. */
  static void whenUnlocked(Work work) throws SQLException {
    long began = System.nanoTime();
    while (true) {
      try {
        work.run();
        return;
      } catch (SQLException e) {
        boolean over = System.nanoTime() - began >= PATIENCE.toNanos();
        if (over || !Failures.isLocked(e) || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static void rollBack(Statement statement, Throwable failure) {
    try {
      // After some failures SQLite has rolled back by itself; the savepoint makes that no error.
      statement.execute("SAVEPOINT undone");
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}

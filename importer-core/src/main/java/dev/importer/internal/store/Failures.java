package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite and the pool report into a sentence that says what to do. */
final class Failures {

  static final String NOT_WRITABLE =
      "The database cannot be opened for writing. Check its path and permissions.";

  private Failures() {}

  static StorageException of(Throwable failure) {
    if (failure instanceof StorageException known) {
      return known;
    }
    SQLiteErrorCode code = codeOf(failure);
    if (code == null && isLostConnection(failure)) {
      return new StorageException(
          Reason.UNREACHABLE,
          "The database cannot be reached ("
              + rootOf(failure).getMessage()
              + "). Make sure that its data source is open and hands out connections.",
          failure);
    }
    if (code == null) {
      return new StorageException(
          Reason.OTHER, "The database does not answer: " + failure.getMessage(), failure);
    }
    // The lower byte of an extended result code is its primary one.
    return switch (code.code & 0xFF) {
      case 13 ->
          new StorageException(Reason.NO_SPACE, "No space is left for the database.", failure);
      case 5, 6 ->
          new StorageException(
              Reason.LOCKED, "The database is locked by another process.", failure);
      case 3, 8, 14, 23 -> new StorageException(Reason.NOT_WRITABLE, NOT_WRITABLE, failure);
      case 11, 26 ->
          new StorageException(
              Reason.CORRUPT, "The database file is damaged or is no SQLite database.", failure);
      default ->
          new StorageException(
              Reason.OTHER, "The database refused a statement (" + code + ").", failure);
    };
  }

  /** What is at the bottom of it. */
  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Pools and wrappers of hosts say so, too; SQLite has no code for it. */
  static boolean isLostConnection(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectionException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof SQLTransientConnectionException
          || cause instanceof SQLRecoverableException
          || (cause instanceof SQLException sql && isConnectionState(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** The class of states that the standard keeps for connections. */
  private static boolean isConnectionState(@Nullable String state) {
    return state != null && state.startsWith("08");
  }

  /** Whether somebody else writes. */
  static boolean isLocked(Throwable failure) {
    SQLiteErrorCode code = codeOf(failure);
    return code != null && of(failure).reason() == Reason.LOCKED;
  }

  /** Whether the failure is that of a unique index. */
  static boolean isUnique(Throwable failure) {
    return codeOf(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
  }

  private static @Nullable SQLiteErrorCode codeOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite.getResultCode();
      }
    }
    return null;
  }
}

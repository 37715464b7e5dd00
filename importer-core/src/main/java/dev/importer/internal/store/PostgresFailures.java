package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what PostgreSQL reports into a sentence that says what to do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">its states</a>
 */
final class PostgresFailures {

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String DRIVER_PACKAGE = "org.postgresql.";
  private static final String DRIVER = DRIVER_PACKAGE + "Driver";

  /** What the JDK says if no driver takes a URL. */
  private static final String NO_DRIVER = "No suitable driver";

  private PostgresFailures() {}

  /** Whether the driver has said so, however it is wrapped; also where there is no driver. */
  static boolean isOne(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith(DRIVER_PACKAGE)) {
        return true;
      }
    }
    return false;
  }

  /** What went wrong while the first connection was made. */
  static RuntimeException whileOpening(Throwable failure) {
    if (!hasDriver()) {
      return new StorageException(
          Reason.OTHER_DATABASE,
          "The driver of PostgreSQL is missing. Add org.postgresql:postgresql to the class path.",
          failure);
    }
    if (String.valueOf(Failures.rootOf(failure).getMessage()).contains(NO_DRIVER)) {
      return new StorageException(
          Reason.OTHER_DATABASE,
          "The URL of the database cannot be read. It has the form"
              + " jdbc:postgresql://host:5432/database?setting=value&setting=value.",
          failure);
    }
    return of(failure);
  }

  private static boolean hasDriver() {
    try {
      var unused = Class.forName(DRIVER, false, PostgresFailures.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static StorageException of(Throwable failure) {
    if (failure instanceof StorageException known) {
      return known;
    }
    SQLException known = stateOf(failure);
    if (known == null) {
      return Failures.isLostConnection(failure)
          ? unreachable(failure)
          : new StorageException(
              Reason.OTHER, "The database does not answer: " + failure.getMessage(), failure);
    }
    String state = String.valueOf(known.getSQLState());
    String says = firstLine(known);
    return switch (state) {
      case "28P01", "28000" ->
          new StorageException(
              Reason.ACCESS_DENIED,
              "PostgreSQL refuses the user or the password ("
                  + says
                  + "). Check both, and pg_hba.conf of the server.",
              failure);
      case "08004" ->
          // The driver itself says so, too: of a password that is asked for and not there.
          new StorageException(
              Reason.ACCESS_DENIED,
              "PostgreSQL lets nobody in like this ("
                  + says
                  + "). Check the user, the password and sslmode in the URL.",
              failure);
      case "3D000" ->
          new StorageException(
              Reason.NOT_WRITABLE,
              "The database is missing (" + says + "). Create it with createdb, or name another.",
              failure);
      case "3F000" ->
          new StorageException(
              Reason.NOT_WRITABLE,
              "There is no schema for the tables ("
                  + says
                  + "). Create one, or name it with tableSchema.",
              failure);
      case "42501" ->
          new StorageException(
              Reason.ACCESS_DENIED,
              "The role lacks rights ("
                  + says
                  + "). Grant it USAGE and CREATE on the schema, or have its owner make the tables.",
              failure);
      case "25006" ->
          new StorageException(
              Reason.READ_ONLY,
              "The database can only be read: it is a replica, or set to read-only. Name the primary"
                  + " server (several hosts in the URL with targetServerType=primary).",
              failure);
      case "53100" ->
          new StorageException(Reason.NO_SPACE, "No space is left for the database.", failure);
      case "55P03", "40001", "40P01" ->
          new StorageException(
              Reason.LOCKED, "The database is locked by somebody else (" + says + ").", failure);
      case "57014" ->
          new StorageException(
              Reason.TIMEOUT,
              "A statement was stopped (" + says + "). Raise statement_timeout of the role.",
              failure);
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "53300" -> unreachable(failure);
      default -> {
        if (Failures.isLostConnection(failure)) {
          yield unreachable(failure);
        }
        yield state.startsWith("XX00")
            ? new StorageException(
                Reason.CORRUPT, "The database is damaged (" + says + ").", failure)
            : new StorageException(
                Reason.OTHER,
                "The database refused a statement (" + state + ": " + says + ").",
                failure);
      }
    };
  }

  private static StorageException unreachable(Throwable failure) {
    return new StorageException(
        Reason.UNREACHABLE,
        "The database cannot be reached ("
            + firstLine(Failures.rootOf(failure))
            + "). Make sure that the server runs and lets this machine in.",
        failure);
  }

  /** Whether the failure is that of a unique index. */
  static boolean isUnique(Throwable failure) {
    SQLException known = stateOf(failure);
    return known != null && UNIQUE_VIOLATION.equals(known.getSQLState());
  }

  /** The innermost failure of the driver that has a state. */
  private static @Nullable SQLException stateOf(Throwable failure) {
    SQLException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        found = sql;
      }
    }
    return found;
  }

  /** Without details such as the statement, which may hold what rows say. */
  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}

package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds our tables in PostgreSQL and brings them to the version that this code knows. */
final class PostgresTables {

  /** One script for each version from the first that had PostgreSQL, run in order. */
  private static final int FIRST = 7;

  private static final String VERSION_TABLE = "importer_version";

  /** One of many servers that are started at once does it; the others wait. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtext('<p>importer_version'))";

  private static final List<String> NAMES =
      List.of(
          "imports",
          "records",
          "error_groups",
          "import_changes",
          "changed_rows",
          "target_rows",
          "import_events",
          "mappings",
          "uploads",
          "instances",
          "spool_chunks");

  private PostgresTables() {}

  /**
   * Finds out how our tables are called.
   *
   * @param usual the prefix if neither is one named nor are there tables of ours already
   */
  static Sql find(Connection connection, TableNames tables, String usual) throws SQLException {
    requireSchema(connection, tables.schema());
    String prefix = tables.prefix();
    if (prefix == null) {
      String other = usual.isEmpty() ? Sql.PREFIX_AMONG_OTHERS : "";
      prefix =
          !exists(connection, sql(tables, usual).of("<p>" + VERSION_TABLE))
                  && exists(connection, sql(tables, other).of("<p>" + VERSION_TABLE))
              ? other
              : usual;
    }
    return sql(tables, prefix);
  }

  private static Sql sql(TableNames tables, String prefix) {
    return new Sql(tables.schema(), prefix, PostgresDatabase.DIFFERENCES);
  }

  private static void requireSchema(Connection connection, @Nullable String schema)
      throws SQLException {
    if (schema == null) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement("SELECT count(*) FROM pg_namespace WHERE nspname = ?")) {
      query.setString(1, schema);
      try (ResultSet found = query.executeQuery()) {
        if (found.next() && found.getInt(1) == 0) {
          throw new StorageException(
              Reason.NOT_WRITABLE,
              "There is no schema '" + schema + "' in the database. Create it, or name another.",
              null);
        }
      }
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, table);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getBoolean(1);
      }
    }
  }

  /** Reads a table, because only then a session hears of what others have made meanwhile. */
  private static boolean exists(Handle handle, String table) {
    return handle
        .select(
            "SELECT EXISTS (SELECT 1 FROM pg_class WHERE oid = to_regclass('<p>" + table + "'))")
        .mapTo(boolean.class)
        .one();
  }

  /** Whether there is nothing to do. */
  static boolean areReady(Handle handle) {
    return exists(handle, VERSION_TABLE) && version(handle) == Migrations.LATEST;
  }

  private static int version(Handle handle) {
    return handle
        .select("SELECT coalesce(max(version), 0) FROM <p>importer_version")
        .mapTo(int.class)
        .one();
  }

  /** To be called in a transaction, so that either all of it is done or nothing. */
  static void migrate(Handle handle, Sql sql) {
    handle.select(LOCK).mapTo(String.class).list();
    boolean begun = exists(handle, VERSION_TABLE);
    if (!begun) {
      requireFreeNames(handle, sql);
      handle.execute("CREATE TABLE <p>importer_version (version integer NOT NULL)");
    }
    int version = begun ? version(handle) : 0;
    Migrations.requireKnown(version);
    for (int next = Math.max(FIRST, version + 1); next <= Migrations.LATEST; next++) {
      handle.createScript(Migrations.script("postgresql/" + next)).execute();
      handle.execute("INSERT INTO <p>importer_version (version) VALUES (?)", next);
    }
  }

  private static void requireFreeNames(Handle handle, Sql sql) {
    for (String name : NAMES) {
      if (exists(handle, name)) {
        throw new StorageException(
            Reason.OTHER,
            "The database has a table '"
                + sql.of("<p>" + name)
                + "' that is not the importer's. Name a prefix for its tables (tablePrefix), or a"
                + " schema of their own (tableSchema).",
            null);
      }
    }
  }
}

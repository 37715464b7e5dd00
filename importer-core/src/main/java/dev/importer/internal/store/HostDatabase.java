package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The database that the data source of a host leads to. */
final class HostDatabase {

  private static final String SQLITE = "SQLite";
  private static final String POSTGRESQL = "PostgreSQL";

  /**
   * Tables of ours without a prefix: those that every version had, with columns that nobody else
   * has together.
   */
  private static final String WITHOUT_PREFIX =
      """
      SELECT (SELECT count(*) FROM pragma_table_info('importer_version') WHERE name = 'version') = 1
        AND (SELECT count(*) FROM pragma_table_info('imports')
          WHERE name IN ('file_hash', 'schema_name', 'source_path', 'checkpoint', 'owner')) = 5
        AND (SELECT count(*) FROM pragma_table_info('records')
          WHERE name IN ('import_id', 'line_number', 'data', 'errors')) = 4
      """;

  private HostDatabase() {}

  /**
   * Finds out which database it is, and refuses that of another product before anything is done in
   * it.
   */
  static Database open(DataSource dataSource, TableNames tables, String instance) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      if (POSTGRESQL.equals(product)) {
        return PostgresDatabase.to(dataSource, connection, tables, instance);
      }
      if (!SQLITE.equals(product)) {
        throw new StorageException(
            Reason.OTHER_DATABASE,
            "The data source is one of "
                + product
                + ", but only SQLite and PostgreSQL are supported. Give the importer a data source of"
                + " one of them, or a file of its own with database(path).",
            null);
      }
      tables.requireNoSchema();
      return SqliteDatabase.to(
          dataSource, tables.prefix() == null ? prefixIn(connection) : tables.prefix());
    } catch (SQLException e) {
      throw PostgresFailures.isOne(e) ? PostgresFailures.of(e) : Failures.of(e);
    }
  }

  private static String prefixIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(WITHOUT_PREFIX)) {
      return answer.next() && answer.getBoolean(1) ? "" : Sql.PREFIX_AMONG_OTHERS;
    }
  }
}

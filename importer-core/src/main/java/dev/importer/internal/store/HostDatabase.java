package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database that the data source of a host leads to. */
final class HostDatabase {

  private static final String SQLITE = "SQLite";

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
   *
   * @param prefix what the names of our tables begin with, or null if that was left open
   */
  static Database open(DataSource dataSource, @Nullable String prefix) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      if (!SQLITE.equals(product)) {
        throw new StorageException(
            Reason.OTHER_DATABASE,
            "The data source is one of "
                + product
                + ", but only SQLite is supported now. Give the importer a data source of SQLite,"
                + " or a file of its own with database(path).",
            null);
      }
      return SqliteDatabase.to(dataSource, prefix == null ? prefixIn(connection) : prefix);
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  private static String prefixIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(WITHOUT_PREFIX)) {
      return answer.next() && answer.getBoolean(1) ? "" : Sql.PREFIX_AMONG_OTHERS;
    }
  }
}

package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the data source of a host leads to. */
final class HostDatabase {

  private static final String SQLITE = "SQLite";

  private HostDatabase() {}

  /** Refuses the database of another product before anything is done in it. */
  static void requireSqlite(DataSource dataSource) {
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
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }
}

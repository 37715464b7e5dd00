package dev.importer.internal.rows;

import java.sql.Connection;
import java.sql.SQLException;

/** Lends a connection to look things up in the database, with which nothing can be written. */
@FunctionalInterface
public interface Lookup {

  /** What is done with the connection. */
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  /**
   * Does some work with a connection.
   *
   * @throws dev.importer.error.StorageException if the database does not do its part
   */
  void run(Work work);
}

package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.RowBatch;
import dev.importer.row.ValidRow;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Has valid rows in a table of one's own, exactly once, in the transaction that stores them.
 * Arguments: the file, the database.
 */
public final class OwnTable {

  private OwnTable() {}

  public static void main(String... args) throws SQLException {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");

    try (Importer importer =
        Importer.builder().database(database).rowHandler("people", OwnTable::insert).build()) {
      ImportResult result =
          importer.load(Source.of(file), ImportOptions.DEFAULT.withHandler("people"));
      System.out.println(result.counts());
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement query = connection.createStatement();
        ResultSet oldest = query.executeQuery("SELECT count(*), max(age) FROM people")) {
      System.out.println(oldest.getLong(1) + " people, the oldest is " + oldest.getLong(2));
    }
  }

  /** Called for each batch, within its transaction. */
  private static void insert(RowBatch batch) throws SQLException {
    try (Statement create = batch.connection().createStatement()) {
      create.execute(
          "CREATE TABLE IF NOT EXISTS people (import_id INTEGER, name TEXT, age INTEGER)");
    }
    try (PreparedStatement insert =
        batch
            .connection()
            .prepareStatement("INSERT INTO people (import_id, name, age) VALUES (?, ?, ?)")) {
      for (ValidRow row : batch.rows()) {
        insert.setLong(1, batch.importId());
        insert.setString(2, (String) row.value("name"));
        insert.setObject(3, row.value("age"));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}

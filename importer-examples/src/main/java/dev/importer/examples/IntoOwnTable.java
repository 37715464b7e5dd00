package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.Target;
import dev.importer.results.CheckReport;
import dev.importer.results.StoredImport;
import dev.importer.results.TargetDifferences;
import dev.importer.results.TargetDifferences.RowDifference;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings rows into a table of one's own, with the differences before and an undo after. Arguments:
 * the file, the database.
 */
public final class IntoOwnTable {

  private IntoOwnTable() {}

  public static void main(String... args) throws SQLException {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");
    createTable(database);
    Source source = Source.of(file);

    Target people =
        Target.into("app_users")
            .columns("email", "name", "age")
            .key("email")
            .mode(Target.Mode.UPSERT);
    try (Importer importer =
        Importer.builder().database(database).target("people", people).build()) {
      ImportOptions intoPeople = ImportOptions.DEFAULT.withTarget("people");

      CheckReport report = importer.check(source, intoPeople);
      report.differences().ifPresent(IntoOwnTable::print);

      long id = importer.load(source, intoPeople).id();
      importer.results().find(id).flatMap(StoredImport::inTable).ifPresent(IntoOwnTable::print);

      UndoResult undone = importer.undo(id);
      System.out.println(undone.removed() + " removed, " + undone.restored() + " as before");
    }
  }

  private static void createTable(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS app_users (email TEXT PRIMARY KEY, name TEXT, age INTEGER)");
      statement.execute(
          "INSERT OR REPLACE INTO app_users VALUES ('ana.souza@example.com', 'Ana', 30)");
    }
  }

  private static void print(TargetResult result) {
    System.out.println(result.inserted() + " added, " + result.updated() + " changed");
  }

  private static void print(TargetDifferences differences) {
    System.out.println(differences.inserted() + " new, " + differences.updated() + " changed");
    for (RowDifference row : differences.rows()) {
      System.out.println("row " + row.row() + " " + row.kind() + " " + row.columns());
    }
  }
}

package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.CheckableRow;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.RowCheckBatch;
import dev.importer.results.RecordQuery;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Has rows checked by rules of one's own, and by what stands in tables of one's own. Arguments: the
 * file, the database.
 */
public final class HouseRules {

  private static final Schema STAFF =
      Schema.parse(
          "staff",
          """
          {"fields": [{"name": "name", "type": "string", "constraints": {"required": true}},
                      {"name": "email", "type": "string", "constraints": {"required": true}},
                      {"name": "age", "type": "integer"},
                      {"name": "department", "type": "string"}],
           "foreignKeys": [{"fields": "department",
                            "reference": {"resource": "departments", "fields": "name"}}]}
          """);

  private HouseRules() {}

  public static void main(String... args) throws SQLException {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");
    makeTables(database);

    try (Importer importer =
        Importer.builder()
            .database(database)
            .schema(STAFF)
            .rowCheck("mail", HouseRules::check)
            .reference("departments", "departments")
            .build()) {
      ImportOptions options = ImportOptions.DEFAULT.withRowCheck("mail");
      System.out.println(importer.check(Source.of(file), options).counts());
      ImportResult result = importer.load(Source.of(file), options);
      System.out.println(result.counts());
      importer
          .results()
          .records(RecordQuery.ofImport(result.id()).withError(RecordQuery.ErrorKind.ANY))
          .items()
          .forEach(row -> System.out.println("row " + row.rowNumber() + ": " + row.errorMessage()));
    }
  }

  /** Called for each batch, before it is stored. */
  private static void check(RowCheckBatch batch) throws SQLException {
    try (PreparedStatement query =
        batch.connection().prepareStatement("SELECT 1 FROM blocked WHERE email = ?")) {
      for (CheckableRow row : batch.rows()) {
        String email = String.valueOf(row.value("email")).toLowerCase(Locale.ROOT);
        row.set("email", email);
        query.setString(1, email);
        try (ResultSet found = query.executeQuery()) {
          if (found.next()) {
            row.refuse("email", "blocked", "wants no mail");
          }
        }
      }
    }
  }

  private static void makeTables(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS departments (name TEXT PRIMARY KEY)");
      statement.execute(
          "INSERT OR IGNORE INTO departments"
              + " VALUES ('Finance'), ('Sales'), ('Support'), ('Design'), ('Engineering')");
      statement.execute("CREATE TABLE IF NOT EXISTS blocked (email TEXT PRIMARY KEY)");
      statement.execute("INSERT OR IGNORE INTO blocked VALUES ('dan@example.com')");
    }
  }
}

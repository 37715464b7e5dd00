package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.CheckableRow;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowCheckBatch;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Brings users into the table of an application: added or changed by their addresses, which are
 * trimmed and in lower case, with a manager who must be there; hands out the refused rows, and
 * takes the others out again. Argument: the database.
 */
public final class UsersIntoTable {

  private static final String SCHEMA =
      """
      {"fields": [{"name": "email", "type": "string", "format": "email", "importer:trim": true,
                   "constraints": {"required": true}},
                  {"name": "name", "type": "string"},
                  {"name": "manager", "type": "string"}],
       "foreignKeys": [{"fields": "manager",
                        "reference": {"resource": "users", "fields": "email"}}]}
      """;

  private static final String TARGET =
      """
      {"table": "app_users", "key": ["email"], "mode": "upsert",
       "columns": {"email": "email", "name": "name", "manager": "manager"}}
      """;

  private static final String FILE =
      """
      email,name,manager
      Ann@Example.com ,Ann,boss@example.com
      bob@example.com,Bob,nobody@example.com
      boss@example.com,The Boss,
      """;

  private UsersIntoTable() {}

  public static void main(String... args) throws SQLException, IOException {
    Path path = Path.of(args.length > 0 ? args[0] : "examples.db");
    createTable(path);
    run(path, Source.ofText(FILE, Format.CSV), System.out);
  }

  private static void run(Path path, Source source, OutputStream out)
      throws IOException, SQLException {
    Importer importer =
        Importer.builder()
            .database(path)
            .schema(Schema.parse("users", SCHEMA))
            .reference("users", "app_users")
            .target("users", TARGET)
            .rowCheck("lower", UsersIntoTable::lower)
            .build();
    ImportOptions options = ImportOptions.DEFAULT.withTarget("users").withRowCheck("lower");
    long id = importer.load(source, options).id();
    importer.results().errorsCsv(id).writeTo(out);
    print(path);
    System.out.println(importer.undo(id));
    print(path);
    importer.close();
  }

  private static void lower(RowCheckBatch batch) {
    for (CheckableRow row : batch.rows()) {
      row.set("email", String.valueOf(row.value("email")).toLowerCase(Locale.ROOT));
    }
  }

  private static void createTable(Path database) throws SQLException {
    execute(
        database,
        "CREATE TABLE IF NOT EXISTS app_users (email TEXT PRIMARY KEY, name TEXT, manager TEXT)",
        "INSERT OR REPLACE INTO app_users VALUES ('boss@example.com', 'Boss', NULL)");
  }

  private static void execute(Path database, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static void print(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        var found = statement.executeQuery("SELECT email, name FROM app_users ORDER BY email")) {
      while (found.next()) {
        System.out.println(found.getString(1) + " " + found.getString(2));
      }
    }
  }
}

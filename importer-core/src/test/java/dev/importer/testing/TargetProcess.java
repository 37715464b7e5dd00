package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.CheckableRow;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowCheckBatch;
import dev.importer.job.Target;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Imports a file into a table of the application in a process of its own, with a row check that
 * looks names up, or goes on with the import that the database holds, and then undoes it; says what
 * it does.
 */
public final class TargetProcess {

  /** Into a table of people who are found by their addresses. */
  public static final Target PEOPLE =
      Target.into("app_users")
          .columns("email", "name", "age")
          .key("email")
          .mode(Target.Mode.UPSERT)
          .importId("import_id");

  private TargetProcess() {}

  public static ChildJvm start(String database, Path file) {
    return ChildJvm.start(TargetProcess.class, List.of(), List.of(database, file.toString()));
  }

  public static final ImportOptions OPTIONS =
      ImportOptions.DEFAULT.withTarget("people").withRowCheck("known");

  /** An importer with the target {@code people} and the row check {@code known}. */
  public static Importer open(String database) {
    return TestDatabase.at(database)
        .batchSize(2_000)
        .target("people", PEOPLE)
        .rowCheck("known", TargetProcess::check)
        .build();
  }

  /**
   * The statement for its table.
   *
   * @param refused it takes nobody whose name ends like this
   */
  public static String table(String refused) {
    return "CREATE TABLE app_users (email text PRIMARY KEY,"
        + " name text CHECK (name NOT LIKE '%"
        + refused
        + "'), age integer, import_id bigint)";
  }

  /** The statement for the table that the check reads: people without a name are blocked. */
  public static String known() {
    return "CREATE TABLE known_people (email text PRIMARY KEY, name text)";
  }

  /** Refuses people who are blocked, and gives others the names by which they are known. */
  private static void check(RowCheckBatch batch) throws SQLException {
    String query = "SELECT name FROM known_people WHERE email = ?";
    try (PreparedStatement statement = batch.connection().prepareStatement(query)) {
      for (CheckableRow row : batch.rows()) {
        statement.setString(1, (String) row.value("email"));
        try (ResultSet found = statement.executeQuery()) {
          String name = found.next() ? found.getString(1) : "";
          if (name == null) {
            row.refuse("email", "blocked", "is on the list");
          } else if (!name.isEmpty()) {
            row.set("name", name);
          }
        }
      }
    }
  }

  public static void main(String[] arguments) {
    try (Importer importer = open(arguments[0])) {
      List<StoredImport> earlier = importer.results().imports(PageRequest.FIRST).page().items();
      ImportJob job =
          earlier.isEmpty()
              ? importer.submit(Source.of(Path.of(arguments[1])), OPTIONS)
              : importer.operations().job(earlier.get(0).id()).orElseThrow();
      long printed = -1;
      while (!job.result().isDone()) {
        long rows = job.progress().rows();
        if (rows != printed) {
          System.out.println("rows " + rows);
          printed = rows;
        }
        LockSupport.parkNanos(1_000_000);
      }
      System.out.println("done");
      System.out.println("undoing");
      System.out.println(importer.undo(job.id()));
    }
  }
}

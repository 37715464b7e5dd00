package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.Target;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Imports a file into a table of the application in a process of its own, or goes on with the
 * import that the database holds, and then undoes it; says what it does.
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

  /** An importer with the target {@code people}. */
  public static Importer open(String database) {
    return TestDatabase.at(database).batchSize(2_000).target("people", PEOPLE).build();
  }

  /** The statement for its table. */
  public static String table() {
    return "CREATE TABLE app_users (email text PRIMARY KEY, name text, age integer,"
        + " import_id bigint)";
  }

  public static void main(String[] arguments) {
    try (Importer importer = open(arguments[0])) {
      List<StoredImport> earlier = importer.results().imports(PageRequest.FIRST).page().items();
      ImportJob job =
          earlier.isEmpty()
              ? importer.submit(
                  Source.of(Path.of(arguments[1])), ImportOptions.DEFAULT.withTarget("people"))
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

package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.CheckableRow;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowCheck;
import dev.importer.job.RowCheckBatch;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Imports a file in a process of its own, with a row check that refuses some rows, changes others,
 * and stops for good in some batch.
 */
public final class CheckingProcess {

  private static final int BATCH_ROWS = 1_000;

  private CheckingProcess() {}

  public static ChildJvm start(String database, Path file, Schema schema, long stopAtRow) {
    return ChildJvm.start(
        CheckingProcess.class,
        List.of(),
        List.of(database, file.toString(), schema.toJson(), Long.toString(stopAtRow)));
  }

  /** The schema {@code checked} and the check {@code emails} on a database. */
  public static Importer.Builder importer(String database, Schema schema, RowCheck check) {
    return TestDatabase.at(database).batchSize(BATCH_ROWS).schema(schema).rowCheck("emails", check);
  }

  public static final ImportOptions OPTIONS = ImportOptions.DEFAULT.withRowCheck("emails");

  /** Refuses every seventh row, and has every third email begin with an x. */
  public static void check(RowCheckBatch batch) {
    for (CheckableRow row : batch.rows()) {
      long number = row.row().number();
      if (number % 7 == 0) {
        row.refuse("name", "seventh", "is not wanted");
      } else if (number % 3 == 0) {
        row.set("email", "x" + row.value("email"));
      }
    }
  }

  public static void main(String[] arguments) {
    long stopAt = Long.parseLong(arguments[3]);
    RowCheck stopping =
        batch -> {
          check(batch);
          if (batch.rows().stream().anyMatch(row -> row.row().number() >= stopAt)) {
            System.out.println("in the middle");
            Hold.await(new CountDownLatch(1));
          }
        };
    Schema schema = Schema.parse("checked", arguments[2]);
    try (Importer importer = importer(arguments[0], schema, stopping).build()) {
      var unused = importer.submit(Source.of(Path.of(arguments[1])), OPTIONS).await();
    }
  }
}

package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowBatch;
import dev.importer.job.RowHandler;
import dev.importer.row.ValidRow;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Imports a file in a process of its own, with a handler that writes into a table of its own and
 * stops for good within the transaction of some batch.
 */
public final class HandlingProcess {

  private static final int BATCH_ROWS = 1_000;

  private HandlingProcess() {}

  public static ChildJvm start(String database, Path file, int stopInBatch) {
    return ChildJvm.start(
        HandlingProcess.class,
        List.of(),
        List.of(database, file.toString(), Integer.toString(stopInBatch)));
  }

  /** An importer with the handler {@code people}. */
  public static Importer.Builder importer(String database, RowHandler handler) {
    return TestDatabase.at(database).batchSize(BATCH_ROWS).rowHandler("people", handler);
  }

  /** Writes into the table people, which it makes if it is missing. */
  public static void insert(RowBatch batch) throws SQLException {
    try (var create = batch.connection().createStatement()) {
      create.execute(
          "CREATE TABLE IF NOT EXISTS people (import_id INTEGER, row INTEGER, email TEXT, age INTEGER)");
    }
    try (PreparedStatement insert =
        batch.connection().prepareStatement("INSERT INTO people VALUES (?, ?, ?, ?)")) {
      for (ValidRow row : batch.rows()) {
        insert.setLong(1, batch.importId());
        insert.setLong(2, row.row().number());
        insert.setString(3, (String) row.value("email"));
        insert.setObject(4, row.value("age"));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  public static void main(String[] arguments) {
    int stopIn = Integer.parseInt(arguments[2]);
    AtomicInteger batches = new AtomicInteger();
    RowHandler stopping =
        batch -> {
          insert(batch);
          if (batches.incrementAndGet() == stopIn) {
            System.out.println("in the middle");
            Hold.await(new CountDownLatch(1));
          }
        };
    try (Importer importer = importer(arguments[0], stopping).build()) {
      var unused =
          importer
              .submit(
                  dev.importer.source.Source.of(Path.of(arguments[1])),
                  ImportOptions.DEFAULT.withHandler("people"))
              .await();
    }
  }
}

package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Corrects an import in a process of its own, and stops for good when many rows are replaced. */
public final class CorrectingProcess {

  private static final int ROWS = 1_000;

  private CorrectingProcess() {}

  public static ChildJvm start(String database, long id, Path corrections) {
    return ChildJvm.start(
        CorrectingProcess.class,
        List.of(),
        List.of(database, Long.toString(id), corrections.toString()));
  }

  public static void main(String[] arguments) {
    CountingDataSource source = new CountingDataSource(arguments[0]);
    try (Importer importer = TestDatabase.on(source).build()) {
      AtomicInteger replaced = new AtomicInteger();
      source.afterEach(
          sql -> {
            if (sql.startsWith("UPDATE records") && replaced.incrementAndGet() == ROWS) {
              System.out.println("in the middle");
              Hold.await(new CountDownLatch(1));
            }
          });
      var unused = importer.correct(Long.parseLong(arguments[1]), Source.of(Path.of(arguments[2])));
    }
  }
}

package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportResult;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Imports a file in a process of its own, or goes on with the import that the database holds, and
 * prints how far it has got.
 */
public final class LoadingProcess {

  /** The option of the virtual machine that makes it import under {@link KeyedFiles#SCHEMA}. */
  public static final String KEYED = "-Dimporter.keyed=true";

  private LoadingProcess() {}

  public static ChildJvm start(
      String database, Path file, boolean streamed, int batchSize, String... jvmOptions) {
    return ChildJvm.start(
        LoadingProcess.class,
        List.of(jvmOptions),
        List.of(
            database, file.toString(), Boolean.toString(streamed), Integer.toString(batchSize)));
  }

  /** How many rows a printed line tells of; -1 for other lines. */
  public static long rowsOf(String line) {
    return line.startsWith("rows ") ? Long.parseLong(line.substring(5)) : -1;
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    try (Importer importer =
        TestDatabase.at(arguments[0])
            .batchSize(Integer.parseInt(arguments[3]))
            .schema(Boolean.getBoolean("importer.keyed") ? KeyedFiles.SCHEMA : Schema.USERS)
            .build()) {
      List<StoredImport> earlier = importer.results().imports(PageRequest.FIRST).page().items();
      ImportJob job;
      if (!earlier.isEmpty()) {
        job = importer.operations().job(earlier.get(0).id()).orElseThrow();
      } else if (Boolean.parseBoolean(arguments[2])) {
        try (InputStream in = Files.newInputStream(file)) {
          job = importer.submit(Source.of(in, "streamed.csv"));
        }
      } else {
        job = importer.submit(file);
      }
      long printed = -1;
      while (!job.result().isDone()) {
        long rows = job.progress().rows();
        if (rows != printed) {
          System.out.println("rows " + rows);
          printed = rows;
        }
        LockSupport.parkNanos(1_000_000);
      }
      ImportResult result = job.result().join();
      System.out.println("done " + result.total() + " " + result.failed());
    }
  }
}

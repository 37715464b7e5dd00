package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportResult;
import dev.importer.job.Progress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Imports in the background and tells how far it is. Make a file worth waiting for with {@link
 * GenerateLargeSample}. Arguments: the file, the database.
 */
public final class BackgroundImportWithProgress {

  private BackgroundImportWithProgress() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");

    try (Importer importer = Importer.open(database)) {
      ImportJob job = importer.submit(file);
      System.out.println("import " + job.id() + " accepted");

      ImportResult result = job.await(Duration.ofMillis(500), BackgroundImportWithProgress::print);
      print(job.progress());
      System.out.println(result.counts());
    } catch (SourceException fault) {
      System.out.println("the file cannot be used: " + fault.getMessage());
    }
  }

  private static void print(Progress now) {
    System.out.printf(
        "%3.0f %%, %,d rows, %s%n", 100 * now.fraction(), now.rows(), now.status().text());
  }
}

package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.results.CheckReport;
import dev.importer.results.ErrorSummary;
import java.nio.file.Path;

/** Finds out what is wrong with a file, and stores it only if nothing is. Argument: the file. */
public final class CheckBeforeLoading {

  private CheckBeforeLoading() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");

    try (Importer importer = Importer.inMemory()) {
      CheckReport report = importer.check(file);
      System.out.println(report.counts());

      for (ErrorSummary.Group e : report.errorSummary().groups()) {
        String where = e.field() == null ? "" : " in " + e.field();
        System.out.println("  " + e.count() + " x " + e.code() + where);
      }
      report.errors().forEach(e -> System.out.println("line " + e.line() + ": " + e.text()));
      report.warnings().forEach((code, n) -> System.out.println("warning: " + n + " x " + code));

      if (report.clean()) {
        System.out.println("stored as import " + importer.load(file).id());
      } else {
        System.out.println("nothing was stored");
      }
    } catch (SourceException e) {
      // Not one row can be read, for example because the header lacks a column.
      System.out.println("unusable: " + e.code() + ": " + e.getMessage());
    }
  }
}

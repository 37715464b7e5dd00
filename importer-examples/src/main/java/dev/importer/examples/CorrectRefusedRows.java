package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.CorrectionResult;
import dev.importer.results.ErrorSummary;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the refused rows of an import to a file for people, and takes the mended file back.
 * Arguments: the file to import, the file for people.
 */
public final class CorrectRefusedRows {

  private CorrectRefusedRows() {}

  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    Path bad = Path.of(args.length > 1 ? args[1] : "bad.csv");

    try (Importer importer = Importer.inMemory()) {
      ImportResult result = importer.load(file);
      System.out.println(result.failed() + " of " + result.total() + " rows refused");
      for (ErrorSummary.Group group : importer.results().errorSummary(result.id()).groups()) {
        ErrorSummary.Example first = group.examples().get(0);
        System.out.println(
            "  " + group.count() + " like line " + first.line() + ": " + first.message());
      }

      try (OutputStream out = Files.newOutputStream(bad)) {
        importer.results().errorsCsv(result.id()).writeTo(out);
      }
      mend(bad);

      CorrectionResult corrected = importer.correct(result.id(), Source.of(bad));
      System.out.println(
          corrected.corrected() + " corrected, " + corrected.stillFailed() + " still refused");
      System.out.println(corrected.summary().processedRecords() + " rows are valid now");
    }
  }

  /** Stands for somebody with a spreadsheet who knows better. */
  private static void mend(Path bad) throws IOException {
    String mended = Files.readString(bad).replace(",abc,", ",41,").replace(",200,", ",20,");
    Files.writeString(bad, mended);
  }
}

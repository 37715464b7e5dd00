package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Path;

/** Reads workbooks in a process of its own, and says for each what came of it. */
final class WorkbookProcess {

  private WorkbookProcess() {}

  public static void main(String[] files) throws IOException {
    for (String file : files) {
      System.out.println(file + " " + outcome(Path.of(file)));
    }
  }

  private static String outcome(Path file) throws IOException {
    long count = 0;
    try (Workbook workbook = XlsxWorkbook.open(file, Limits.DEFAULT, new ScratchFiles());
        SheetRows rows = workbook.rows(workbook.sheets().get(0))) {
      while (rows.next() != null) {
        count++;
      }
      return "read " + count;
    } catch (SourceException refused) {
      return "refused " + refused.code();
    }
  }
}

package dev.importer.internal.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a workbook, which tell it from what only has its name. */
final class WorkbookStart {

  private WorkbookStart() {}

  /**
   * Checks that a file begins as archives do.
   *
   * @throws dev.importer.error.SourceException if it does not
   */
  static void requireArchive(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(2);
      if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
        throw WorkbookErrors.notAWorkbook("it is no ZIP archive, as all .xlsx and .ods files are");
      }
    }
  }
}

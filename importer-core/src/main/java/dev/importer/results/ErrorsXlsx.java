package dev.importer.results;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The refused rows of an import as a workbook (XLSX) for people to correct. It has the columns and
 * labels of {@link ErrorsCsv}. Every cell of the source is a text exactly as it is stored, and
 * stays text when it is changed, so that no spreadsheet runs it as a formula or makes another value
 * of it. The cells that are wrong are marked.
 *
 * <p>Reasons that are too long for a cell end with a note that says so. Of an import that still
 * runs it holds the rows that were stored when it was made. Immutable.
 */
public interface ErrorsXlsx {

  /**
   * Writes the workbook. The stream stays open. If it fails, what was written before is no workbook
   * that any program opens.
   *
   * @throws dev.importer.error.ImportNotFoundException if the import is deleted meanwhile
   * @throws dev.importer.error.ImportStateException if the import is cancelled or fails meanwhile
   * @throws dev.importer.error.SourceException {@code field-too-long} if a row is corrected
   *     meanwhile with a cell that is too long for a workbook
   */
  void writeTo(OutputStream stream) throws IOException;
}

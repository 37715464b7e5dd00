package dev.importer.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * The refused rows of an import as a CSV file for people to correct: the cells as they came, under
 * the labels of the source and in the order of its columns, written as the source is written;
 * behind them {@code _row}, {@code _line}, {@code _errors} and {@code _import}. {@code
 * Importer.correct} takes the file back.
 *
 * <p>Of an import that still runs it holds the rows that were stored when it was made.
 *
 * <p>The encoding is that of the source if it can express every cell, and UTF-8 otherwise. A cell
 * that a spreadsheet would run as a formula has an apostrophe in front, which is removed when the
 * file comes back. Immutable.
 */
public interface ErrorsCsv {

  /** The encoding. */
  Charset charset();

  /** The same file in another encoding; what it cannot express becomes a question mark. */
  ErrorsCsv in(Charset encoding);

  /**
   * Writes the file. The stream stays open.
   *
   * @throws dev.importer.error.ImportNotFoundException if the import is deleted meanwhile
   * @throws dev.importer.error.ImportStateException if the import is cancelled or fails meanwhile
   */
  void writeTo(OutputStream stream) throws IOException;
}

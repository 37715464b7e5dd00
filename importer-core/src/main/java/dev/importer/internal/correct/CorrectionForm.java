package dev.importer.internal.correct;

import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.row.Row;

/** How corrections are written. */
sealed interface CorrectionForm permits CsvCorrections, JsonCorrections, WholeRows {

  /**
   * What a row of the file says.
   *
   * @throws SourceException {@code no-row-number} if it does not say which row it corrects
   */
  Correction read(Row row);

  /**
   * Whether a fault of a row of the file is one of the row that it corrects, which is checked later
   * and may stay refused.
   */
  default boolean isOfCorrectedRow(ImportError fault) {
    return false;
  }
}

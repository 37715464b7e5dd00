package dev.importer.correct;

import dev.importer.error.SourceException;
import dev.importer.row.Row;

/** How corrections are written. */
sealed interface CorrectionForm permits CsvCorrections, JsonCorrections {

  /**
   * What a row of the file says.
   *
   * @throws SourceException {@code no-row-number} if it does not say which row it corrects
   */
  Correction read(Row row);
}

package dev.importer.results;

import java.util.List;

/**
 * A row that a change has changed.
 *
 * @param rowNumber its number among the data rows of the source, 1-based
 * @param statusBefore whether it kept to the schema before
 * @param statusAfter whether it did afterwards
 * @param cellsJson a JSON array of the changed cells, each with {@code field}, {@code label},
 *     {@code from} and {@code to}
 */
public record ChangedRow(
    long rowNumber, RecordStatus statusBefore, RecordStatus statusAfter, String cellsJson) {

  /** The changed cells. */
  public List<ChangedCell> cells() {
    return StoredJson.changedCells(cellsJson);
  }
}

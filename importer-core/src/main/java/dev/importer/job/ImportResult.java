package dev.importer.job;

import dev.importer.results.RowCounts;
import dev.importer.results.StoredImport;

/**
 * A completed import.
 *
 * @param summary the import as it stands in the database
 * @param duplicate whether it is an earlier import of the same bytes
 */
public record ImportResult(StoredImport summary, boolean duplicate) {

  /** The id of the import. */
  public long id() {
    return summary.id();
  }

  /** Its rows, by what became of them; as text, {@code 13 rows: 5 valid, 8 refused}. */
  public RowCounts counts() {
    return summary.counts();
  }

  /** How many rows the source has. */
  public long total() {
    return summary.totalRecords();
  }

  /** How many rows are stored as valid. */
  public long valid() {
    return summary.processedRecords();
  }

  /** How many rows are stored as failed, beside their errors. */
  public long failed() {
    return summary.failedRecords();
  }
}

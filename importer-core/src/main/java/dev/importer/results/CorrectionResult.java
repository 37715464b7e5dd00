package dev.importer.results;

/**
 * What came of a file of corrections.
 *
 * @param corrected how many refused rows are valid now
 * @param stillFailed how many rows of the file are still refused, be they changed or not
 * @param unchanged how many rows of the file were valid before, and were left alone
 * @param summary the import as it is now
 */
public record CorrectionResult(
    long corrected, long stillFailed, long unchanged, StoredImport summary) {

  /** The import. */
  public long importId() {
    return summary.id();
  }
}

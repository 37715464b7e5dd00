package dev.importer.job;

import dev.importer.query.ImportStatus;
import java.time.Duration;

/**
 * How far an import has got at one moment.
 *
 * @param importId the import
 * @param status its status
 * @param rows how many rows are stored
 * @param failed how many of them are failed
 * @param bytesRead how many bytes of the source have been read; ahead of the rows by a few batches
 * @param totalBytes how many bytes the source has
 * @param elapsed how long it has been worked on by this instance
 */
public record Progress(
    long importId,
    ImportStatus status,
    long rows,
    long failed,
    long bytesRead,
    long totalBytes,
    Duration elapsed) {

  /** How much of the source has been read, from 0 to 1. */
  public double fraction() {
    return totalBytes == 0 ? 1 : Math.min(1, (double) bytesRead / totalBytes);
  }

  /** How many rows are stored a second; 0 while there is nothing to tell from. */
  public double rowsPerSecond() {
    return elapsed.isZero() ? 0 : rows * 1e9 / elapsed.toNanos();
  }
}

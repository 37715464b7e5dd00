package dev.importer.job;

import dev.importer.results.ImportStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * How far an import has got at one moment.
 *
 * @param importId the import
 * @param status its status
 * @param rows how many rows are stored
 * @param failed how many of them are failed
 * @param rowsBefore how many of the rows were stored before this instance began with it; more than
 *     0 after a restart
 * @param bytesRead how many bytes of the source have been read; ahead of the rows by a few batches
 * @param totalBytes how many bytes the source has
 * @param elapsed how long it has been worked on by this instance
 */
public record Progress(
    long importId,
    ImportStatus status,
    long rows,
    long failed,
    long rowsBefore,
    long bytesRead,
    long totalBytes,
    Duration elapsed) {

  /** How much of the source has been read, from 0 to 1. */
  public double fraction() {
    return totalBytes == 0 ? 1 : Math.min(1, (double) bytesRead / totalBytes);
  }

  /** How many rows are stored a second; 0 while there is nothing to tell from. */
  public double rowsPerSecond() {
    return aSecond(rows - rowsBefore);
  }

  /** How many bytes of the source are read a second; 0 while there is nothing to tell from. */
  public double bytesPerSecond() {
    return aSecond(bytesRead);
  }

  /**
   * How long the rest will take at this rate; empty while that is unknown, or if the import does
   * not run.
   */
  public Optional<Duration> timeLeft() {
    if (status != ImportStatus.PROCESSING || bytesRead == 0 || elapsed.isZero()) {
      return Optional.empty();
    }
    double secondsLeft = (totalBytes - bytesRead) / bytesPerSecond();
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round(secondsLeft * 1e3))));
  }

  private double aSecond(long count) {
    return elapsed.isZero() ? 0 : count * 1e9 / elapsed.toNanos();
  }
}

package dev.importer.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a change of stored rows has got at one moment.
 *
 * @param importId the import
 * @param kind what is done
 * @param rows how many rows were gone through; where rows are gone through more than once, each
 *     time counts
 * @param totalRows how many there are to go through, about; it may grow on the way, and is never
 *     less than {@code rows}
 * @param changed how many rows were changed so far; 0 for what is done with a table of the
 *     application
 * @param elapsed how long it has run
 */
public record ChangeProgress(
    long importId, Kind kind, long rows, long totalRows, long changed, Duration elapsed) {

  /** What is done with rows. */
  public enum Kind {
    /** A file of corrected rows. */
    CORRECTION,
    /** Cells that are named one by one. */
    EDIT,
    /** One value in the place of another, wherever that stands. */
    REPLACE,
    /** Taking back another change. */
    UNDO,
    /** Taking all rows of the import out of a table of the application. */
    TARGET_UNDO,
    /** Bringing all rows of the import into that table again. */
    TARGET_REDO;

    /** The name in answers: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much is done, from 0 to 1. */
  public double fraction() {
    return totalRows == 0 ? 0 : (double) rows / totalRows;
  }

  /** How long the rest will take at this rate; empty while that is unknown. */
  public Optional<Duration> timeLeft() {
    if (rows == 0 || elapsed.isZero()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofMillis(Math.round(elapsed.toMillis() * ((double) totalRows / rows - 1))));
  }
}

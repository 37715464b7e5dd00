package dev.importer.results;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import java.time.Instant;

/**
 * A completed import that holds rows of a file already.
 *
 * @param importId its number
 * @param filename what its source is called
 * @param createdAt when it was accepted
 * @param rows how many valid rows of the file are equal to a valid row of this import
 * @param ofRows how many valid rows the file has
 * @param correctable whether the file looks like the source of this import with refused rows
 *     corrected: it has as many rows, all that are valid there are the same, and some that are
 *     refused there are valid here; so that {@code Importer.correct} would take it
 */
public record SeenImport(
    long importId,
    String filename,
    Instant createdAt,
    long rows,
    long ofRows,
    boolean correctable) {

  /** A sentence for people. */
  public String sentence() {
    String counts =
        rows < ofRows
            ? rows + " of its " + ofRows + " valid rows " + (rows == 1 ? "is" : "are")
            : ofRows == 1 ? "Its only valid row is" : "All its " + ofRows + " valid rows are";
    String stored =
        counts + " stored by import " + importId + " ('" + filename + "', " + createdAt + ").";
    return correctable
        ? stored
            + " This looks like import "
            + importId
            + " corrected: correct that import with this file, or import the file anew."
        : stored;
  }

  /** What is told of it beside the warnings of a source. */
  public Notice notice() {
    return new Notice(ErrorCode.SEEN_ROWS, null, 1, null, sentence());
  }
}

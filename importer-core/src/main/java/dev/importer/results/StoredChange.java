package dev.importer.results;

import dev.importer.row.ValueReplacement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of rows of a completed import: all of it was done at once, and can be undone.
 *
 * @param importId the import
 * @param number its number among the changes of the import, 1-based
 * @param kind what it was
 * @param createdAt when it was made
 * @param rows how many rows it has changed
 * @param cells how many cells of them
 * @param nowValid how many refused rows it has made valid
 * @param nowRefused how many valid rows it has made refused
 * @param replacement what was to be replaced; null unless the kind is {@link Kind#REPLACE}
 * @param filename the name of the file of corrections; null unless the kind is {@link
 *     Kind#CORRECTION}
 * @param undoes the number of the change that it undoes; null unless the kind is {@link Kind#UNDO}
 * @param undoneBy the number of the change by which it was undone, all of it or what was left of
 *     it; null if it was not
 */
public record StoredChange(
    long importId,
    long number,
    Kind kind,
    Instant createdAt,
    long rows,
    long cells,
    long nowValid,
    long nowRefused,
    @Nullable ValueReplacement replacement,
    @Nullable String filename,
    @Nullable Long undoes,
    @Nullable Long undoneBy) {

  /** What changes rows. */
  public enum Kind {
    /** A file of corrected rows. */
    CORRECTION,
    /** Cells that were named one by one. */
    EDIT,
    /** One value in the place of another, wherever that stood. */
    REPLACE,
    /** Taking back another change. */
    UNDO;

    /** The name in answers and in the database: lower case. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}

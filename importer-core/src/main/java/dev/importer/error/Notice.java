package dev.importer.error;

import org.jspecify.annotations.Nullable;

/**
 * A place where something was met that refuses nothing. Of what the source holds it repeats nothing
 * but labels, unless it stands for a fault of a row that is a warning by choice.
 *
 * @param code the kind of warning
 * @param row the number of the row among the data rows, 1-based; null in the header and of a line
 *     that is skipped
 * @param line the physical line, 1-based
 * @param column the character in the line, 1-based; null for a fault of a row and for a line that
 *     is skipped
 * @param message a sentence for people
 */
public record Notice(
    ErrorCode code, @Nullable Long row, long line, @Nullable Long column, String message) {

  /** The most notices that are kept of one source; the counts of the warnings are exact. */
  public static final int MOST_KEPT = 100;
}

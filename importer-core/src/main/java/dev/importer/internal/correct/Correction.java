package dev.importer.internal.correct;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about one row of an import.
 *
 * @param rowNumber which row it is, as the file says
 * @param line where it says so, for messages
 * @param importId which import the row belongs to; null if the file does not say
 * @param cells the cells by label
 * @param kind how the cells are to be understood
 */
record Correction(
    long rowNumber,
    long line,
    @Nullable Long importId,
    Map<String, @Nullable Object> cells,
    Kind kind) {

  /** What cells say. */
  enum Kind {
    /** Texts, in which nothing cannot be told from an empty text, nor a number from its digits. */
    TEXTS,
    /** Values, and what is absent is meant to be absent. */
    VALUES,
    /** Values of the cells that are named; all others stay as they are. */
    CHANGES
  }
}

package dev.importer.internal.correct;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

  /** This correction without the cells under these labels. */
  Correction without(Set<String> labels) {
    if (labels.stream().noneMatch(cells::containsKey)) {
      return this;
    }
    Map<String, @Nullable Object> left = new LinkedHashMap<>(cells);
    left.keySet().removeAll(labels);
    return new Correction(rowNumber, line, importId, left, kind);
  }

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

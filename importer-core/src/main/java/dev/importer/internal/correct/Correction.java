package dev.importer.internal.correct;

import dev.importer.error.ImportError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about one row of an import.
 *
 * @param rowNumber which row it is, as the file says; 0 for one that the import does not have
 * @param line where it says so, for messages
 * @param importId which import the row belongs to; null if the file does not say
 * @param cells the cells by label
 * @param kind how the cells are to be understood
 * @param faults what is wrong with the row in the file that the cells do not show
 */
record Correction(
    long rowNumber,
    long line,
    @Nullable Long importId,
    Map<String, @Nullable Object> cells,
    Kind kind,
    List<ImportError> faults) {

  /** This correction without the cells under these labels. */
  Correction without(Set<String> labels) {
    if (labels.stream().noneMatch(cells::containsKey)) {
      return this;
    }
    Map<String, @Nullable Object> left = new LinkedHashMap<>(cells);
    left.keySet().removeAll(labels);
    return new Correction(rowNumber, line, importId, left, kind, faults);
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

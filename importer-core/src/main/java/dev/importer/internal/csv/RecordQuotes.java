package dev.importer.internal.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the quotes of a record are.
 *
 * @param quotedCells how many of its cells are enclosed in quotes
 * @param faults what is wrong with them, or was, if the record is repaired; usually empty
 * @param plain the first quote in a cell that does not begin with one, or null
 * @param repaired whether the faults are mended
 */
record RecordQuotes(
    int quotedCells, List<QuoteFault> faults, @Nullable QuoteFault plain, boolean repaired) {

  /** Those of a record without any. */
  static final RecordQuotes NONE = new RecordQuotes(0, List.of(), null, false);

  /** The same quotes, whose faults are mended. */
  RecordQuotes asRepaired() {
    return new RecordQuotes(quotedCells, faults, plain, true);
  }
}

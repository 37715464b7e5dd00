package dev.importer.internal.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the quotes of a record are.
 *
 * @param quotedCells how many of its cells are enclosed in quotes
 * @param faults what is wrong with them, or was, if the record is repaired; usually empty
 * @param plain the first quote in a cell that does not begin with one, or null
 * @param blankAfter the first white space that was dropped after a closing quote, or null
 * @param repaired whether the faults are mended
 */
record RecordQuotes(
    int quotedCells,
    List<QuoteFault> faults,
    @Nullable QuoteFault plain,
    @Nullable QuoteFault blankAfter,
    boolean repaired) {

  /** Those of a record without any. */
  static final RecordQuotes NONE = new RecordQuotes(0, List.of(), null, null, false);

  /** The same quotes, whose faults are mended. */
  RecordQuotes asRepaired() {
    return new RecordQuotes(quotedCells, faults, plain, blankAfter, true);
  }
}

package dev.importer.internal.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about the quotes of a record.
 *
 * @param faults what is wrong with them, or was, if the record is repaired; usually empty
 * @param plain the first quote in a cell that does not begin with one, or null
 * @param blankAfter the first white space that was dropped after a closing quote, or null
 * @param repaired whether the faults are mended
 */
record RecordQuotes(
    List<QuoteFault> faults,
    @Nullable QuoteFault plain,
    @Nullable QuoteFault blankAfter,
    boolean repaired) {

  /** Those of most records: nothing. */
  static final RecordQuotes NONE = new RecordQuotes(List.of(), null, null, false);

  /** The same quotes, whose faults are mended. */
  RecordQuotes asRepaired() {
    return new RecordQuotes(faults, plain, blankAfter, true);
  }
}

package dev.importer.internal.parse;

import dev.importer.error.SourceException;
import dev.importer.internal.parse.AccountingBuilder.Part;
import dev.importer.results.Accounting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Books every cell with a value under the part of the sheet to which it belongs. */
final class SheetAccounts {

  private final Map<Part, Long> cells = new EnumMap<>(Part.class);
  private long rows;
  private long blankRows;

  /** Books a row of a sheet with so many cells. */
  void book(Part part, long count) {
    cells.merge(part, count, Long::sum);
    rows += part == Part.ROW ? 1 : 0;
  }

  /** Books rows without any value. */
  void bookBlank(long count) {
    blankRows += count;
  }

  /**
   * Makes sure that every cell is booked.
   *
   * @param read how many cells with a value the sheet has
   * @throws SourceException {@code accounting-error} if one is missing
   */
  void require(long read) {
    long booked = accounting().bytes();
    if (booked != read) {
      throw SourceException.unbalanced(
          "its parts have " + booked + " cells, the sheet has " + read);
    }
  }

  /** What has been booked so far, in cells. */
  Accounting accounting() {
    return new Accounting(
        0,
        of(Part.PREAMBLE),
        of(Part.HEADER),
        of(Part.ROW),
        0,
        of(Part.STRUCTURE),
        rows,
        blankRows);
  }

  private long of(Part part) {
    return Objects.requireNonNullElse(cells.get(part), 0L);
  }
}

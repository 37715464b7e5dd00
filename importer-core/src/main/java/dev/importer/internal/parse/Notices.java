package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.QuoteFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what refuses nothing but has a place, and keeps the first places. */
final class Notices {

  private final Map<ErrorCode, Long> counts = new LinkedHashMap<>();
  private final List<Notice> kept = new ArrayList<>();

  /**
   * Takes down what a record has.
   *
   * @param row the number of the row, or null for the header
   */
  void addAll(CsvRecord record, @Nullable Long row) {
    if (record.isRepaired()) {
      add(
          ErrorCode.REPAIRED_QUOTE,
          row,
          record.quoteFaults().get(0),
          "The quotes do not add up here; the doubtful ones were taken for text.");
    }
    QuoteFault plainQuote = record.plainQuote();
    if (plainQuote != null) {
      add(
          ErrorCode.LITERAL_QUOTE,
          row,
          plainQuote,
          "A quote in a cell that does not begin with one is text.");
    }
  }

  private void add(ErrorCode code, @Nullable Long row, QuoteFault place, String message) {
    counts.merge(code, 1L, Long::sum);
    if (kept.size() < Notice.MOST_KEPT) {
      kept.add(new Notice(code, row, place.line(), place.column(), message));
    }
  }

  /** How often each was met. */
  Map<ErrorCode, Long> counts() {
    return counts;
  }

  /** The first of them. */
  List<Notice> kept() {
    return List.copyOf(kept);
  }
}

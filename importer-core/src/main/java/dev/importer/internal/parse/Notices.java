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

  /** How many places are kept of each kind of line that is skipped. */
  private static final int MOST_SKIPPED = 3;

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

  /**
   * Takes down labels that got the heading of their group.
   *
   * @param header the first row of the header
   * @param columns their columns, 0-based
   */
  void addFilledLabels(CsvRecord header, List<Integer> columns) {
    for (int column : columns) {
      addSkipped(
          ErrorCode.LABEL_FILLED,
          header,
          "Column " + (column + 1) + " has the heading of the columns to its left.");
    }
  }

  /** Takes down a comment. */
  void addComment(CsvRecord record) {
    addSkipped(ErrorCode.COMMENT, record, "A comment; the line is skipped.");
  }

  /** Only the first few, because one place says where to look and the count says the rest. */
  private void addSkipped(ErrorCode code, CsvRecord record, String message) {
    if (counts.merge(code, 1L, Long::sum) <= MOST_SKIPPED) {
      keep(new Notice(code, null, record.line(), null, message));
    }
  }

  private void add(ErrorCode code, @Nullable Long row, QuoteFault place, String message) {
    counts.merge(code, 1L, Long::sum);
    keep(new Notice(code, row, place.line(), place.column(), message));
  }

  private void keep(Notice notice) {
    if (kept.size() < Notice.MOST_KEPT) {
      kept.add(notice);
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

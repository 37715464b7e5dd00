package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.QuoteFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what refuses nothing but has a place, and keeps the first places. */
final class Notices {

  /** How many places are kept of each kind, however many others have. */
  private static final int MOST_FIRST = 3;

  private static final Map<ErrorCode, String> SKIPPED =
      Map.of(
          ErrorCode.COMMENT, "The line is a comment and is skipped.",
          ErrorCode.BLANK_ROW, "The row has no value and is skipped.",
          ErrorCode.TOTALS_ROW,
              "The row sums the columns up and is skipped; it is the last one of the sheet.",
          ErrorCode.REPEATED_HEADER,
              "The labels stand here again, as where files were joined; the row is skipped.");

  private final Map<ErrorCode, Long> counts = new LinkedHashMap<>();

  /** The first few of each kind, so that none is crowded out by another. */
  private final List<Notice> first = new ArrayList<>();

  private final List<Notice> further = new ArrayList<>();

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
    QuoteFault blank = record.blankAfterQuote();
    if (blank != null) {
      add(
          ErrorCode.BLANK_AFTER_QUOTE,
          row,
          blank,
          "White space after a closing quote is no part of the value and is dropped.");
    }
  }

  /**
   * Takes down a record that is no row.
   *
   * @param code why it is skipped
   */
  void addSkipped(ErrorCode code, CsvRecord record) {
    addSkipped(code, record.line(), 1);
  }

  /** Takes down so many lines that are no rows, from one on. */
  void addSkipped(ErrorCode code, long line, long count) {
    addLines(code, line, count, SKIPPED.getOrDefault(code, "The line is skipped."));
  }

  /** Takes down something on a line. */
  void addLine(ErrorCode code, long line, String message) {
    addLines(code, line, 1, message);
  }

  /** Takes down something in a row. */
  void addRow(ErrorCode code, long row, long line, Supplier<String> message) {
    if (counts.merge(code, 1L, Long::sum) <= MOST_FIRST) {
      first.add(new Notice(code, row, line, null, message.get()));
    }
  }

  /**
   * Takes down labels that got the heading of their group.
   *
   * @param line where the header begins
   * @param columns what their columns are called
   */
  void addFilledLabels(long line, List<String> columns) {
    for (String column : columns) {
      addLine(
          ErrorCode.LABEL_FILLED,
          line,
          "Column " + column + " has the heading of the columns to its left.");
    }
  }

  /** Takes down the byte order mark before a record, if there is one. */
  void addMark(CsvRecord record) {
    if (record.isMarked()) {
      addLine(
          ErrorCode.BYTE_ORDER_MARK,
          record.line(),
          "A byte order mark (U+FEFF) stands before the first cell and is dropped.");
    }
  }

  /** Takes down marks of the end of the file. */
  void addEndMark(long line) {
    addLine(
        ErrorCode.END_OF_FILE_MARK,
        line,
        "The file ends with U+001A, by which old programs mark its end; it is dropped.");
  }

  /** Of lines only the first few: they say where to look, and the count says the rest. */
  private void addLines(ErrorCode code, long line, long count, String message) {
    if (counts.merge(code, count, Long::sum) - count < MOST_FIRST) {
      first.add(new Notice(code, null, line, null, message));
    }
  }

  private void add(ErrorCode code, @Nullable Long row, QuoteFault place, String message) {
    boolean early = counts.merge(code, 1L, Long::sum) <= MOST_FIRST;
    if (early || further.size() < Notice.MOST_KEPT) {
      (early ? first : further).add(new Notice(code, row, place.line(), place.column(), message));
    }
  }

  /** How often each was met. */
  Map<ErrorCode, Long> counts() {
    return counts;
  }

  /** The first of them, in the order of the file. */
  List<Notice> kept() {
    List<Notice> kept = new ArrayList<>(first);
    kept.addAll(further.subList(0, Math.min(further.size(), Notice.MOST_KEPT - first.size())));
    kept.sort(Comparator.comparingLong(Notice::line));
    return List.copyOf(kept);
  }
}

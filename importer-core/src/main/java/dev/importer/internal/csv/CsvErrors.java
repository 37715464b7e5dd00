package dev.importer.internal.csv;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;

/** The words for what makes a CSV text unusable. */
public final class CsvErrors {

  private CsvErrors() {}

  static SourceException unclosedQuote(long line, long column) {
    return new SourceException(
        ErrorCode.UNCLOSED_QUOTE,
        "The quote that opens on line "
            + line
            + ", character "
            + column
            + ", is never closed. Close it, or name another quote character.",
        line,
        column,
        null);
  }

  static SourceException fieldTooLong(
      int cell, long line, long column, int limit, boolean inQuotes) {
    return new SourceException(
        ErrorCode.FIELD_TOO_LONG,
        "Cell "
            + cell
            + " of its record, which starts on line "
            + line
            + ", is longer than the limit of "
            + limit
            + " characters (maxCellLength)."
            + (inQuotes ? stillOpen(line, column) : ""),
        line,
        column,
        null);
  }

  static SourceException recordTooLong(long line, int limit) {
    return recordTooLong(line, limit, "");
  }

  /** A record that is too long because of a quote, which opens at a place of its own. */
  static SourceException recordTooLong(long line, int limit, long quoteLine, long quoteColumn) {
    return recordTooLong(line, limit, stillOpen(quoteLine, quoteColumn));
  }

  private static SourceException recordTooLong(long line, int limit, String hint) {
    return new SourceException(
        ErrorCode.RECORD_TOO_LONG,
        "The record that starts on line "
            + line
            + " is longer than the limit of "
            + limit
            + " characters (maxRecordLength)."
            + hint,
        line,
        1L,
        null);
  }

  static SourceException tooManyColumns(long line, long column, int limit) {
    return new SourceException(
        ErrorCode.TOO_MANY_COLUMNS,
        "The record that starts on line "
            + line
            + " has more columns than the limit of "
            + limit
            + " (maxColumns).",
        line,
        column,
        null);
  }

  public static SourceException tooManyRows(long line, long limit) {
    return new SourceException(
        ErrorCode.TOO_LARGE,
        "The source has more rows than the limit of " + limit + " (maxRows).",
        line,
        null,
        null);
  }

  public static SourceException emptyFile(int skippedLines) {
    return new SourceException(
        ErrorCode.EMPTY_FILE,
        skippedLines == 0
            ? "The file is empty or holds nothing but blank lines."
            : "The file holds nothing after the "
                + skippedLines
                + " lines that are skipped (skipRows).");
  }

  public static SourceException blankHeader(long line) {
    return new SourceException(
        ErrorCode.BLANK_HEADER,
        "The header on line "
            + line
            + " holds no label. Name the columns, or say that there is no header.",
        line,
        null,
        null);
  }

  /** The beginning of a sentence that goes on with the place. */
  public static String quoteFault(QuoteFault.Kind kind) {
    return switch (kind) {
      case TEXT_AFTER_QUOTE -> "text follows the closing quote";
      case INNER_QUOTE, PLAIN_QUOTE -> "a quote stands within the cell";
      case BLANK_AFTER_QUOTE -> "white space follows the closing quote";
      case PAIR_OF_QUOTES ->
          "a quote within the cell and one at the end of a later cell enclose a delimiter";
      case OPENING_QUOTE -> "a quote opens, and the cell does not end with its closing one,";
    };
  }

  public static SourceException strayQuoteInHeader(QuoteFault fault) {
    return new SourceException(
        ErrorCode.STRAY_QUOTE,
        "In the header, "
            + quoteFault(fault.kind())
            + " on line "
            + fault.line()
            + ", character "
            + fault.column()
            + ". Double the quotes that belong to a label.",
        fault.line(),
        fault.column(),
        null);
  }

  public static SourceException nulInHeader(long line) {
    return new SourceException(
        ErrorCode.NUL_BYTE,
        "A label of the header on line " + line + " holds a NUL character.",
        line,
        null,
        null);
  }

  public static SourceException unreadable(Exception cause) {
    return new SourceException(
        ErrorCode.SOURCE_ERROR,
        "The source could not be read: " + cause.getClass().getSimpleName() + ".",
        null,
        null,
        cause);
  }

  private static String stillOpen(long line, long column) {
    return " The quote that opens on line "
        + line
        + ", character "
        + column
        + ", is still open: its closing quote may be missing.";
  }
}

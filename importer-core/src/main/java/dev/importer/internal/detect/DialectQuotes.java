package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.QuoteFault;
import dev.importer.internal.csv.Syntax;

/**
 * How well the quotes of a reading add up. A fault has a place and is told when the file is read; a
 * quote that is left at the border of a cell becomes part of the data without a word. So a reading
 * in which quotes open and close cells, however faulty, is worth more than one that leaves them.
 */
final class DialectQuotes {

  /** A cell begins and ends with a quote, and there are others in between. */
  private static final double ENCLOSED_WITH_FAULTS = 0.6;

  /** Text follows a closing quote. */
  private static final double FAULTY = 0.3;

  /** The same where the delimiter is one of files that often have no quotes. */
  private static final double FAULTY_WITHOUT_NEED = 0;

  /** A quote is left where a cell ends, or beside what other files have for a delimiter. */
  private static final double LEFT_INSIDE = 0.3;

  /** What a sample is worth of which nothing can be read for a quote that never closes. */
  private static final double LEAST_READ = 0.1;

  private DialectQuotes() {}

  /** How many rows have quotes in the right places, squared, of what could be read; 0 to 1. */
  static double share(DialectReading reading) {
    double sum = 0;
    for (CsvRecord record : reading.all()) {
      sum += of(record, reading);
    }
    double right = sum / reading.all().size();
    return right * right * (LEAST_READ + (1 - LEAST_READ) * reading.readShare());
  }

  private static double of(CsvRecord record, DialectReading reading) {
    double worst = 1;
    for (QuoteFault fault : record.quoteFaults()) {
      worst = Math.min(worst, of(fault, reading.syntax().delimiter()));
    }
    int holdQuotes = 0;
    double worstOfPlain = 1;
    for (String cell : record.cells()) {
      if (cell.indexOf('"') >= 0) {
        holdQuotes++;
        if (isLeftAtStart(cell, reading.syntax())) {
          return 0;
        }
        if (isLeftAtEnd(cell) || isBesideDelimiter(cell)) {
          worstOfPlain = LEFT_INSIDE;
        }
      }
    }
    // What stands in a quoted cell is text, whatever it looks like.
    return holdQuotes <= record.quotedCells() ? worst : Math.min(worst, worstOfPlain);
  }

  private static double of(QuoteFault fault, String delimiter) {
    if (isBlankAfterQuote(fault)) {
      return 1;
    }
    String text = written(fault);
    boolean encloses = text.length() > 1 && text.charAt(0) == text.charAt(text.length() - 1);
    if (encloses) {
      return ENCLOSED_WITH_FAULTS;
    }
    return DialectCandidates.QUOTED.contains(delimiter) ? FAULTY : FAULTY_WITHOUT_NEED;
  }

  /** White space between a closing quote and the delimiter is no text. */
  private static boolean isBlankAfterQuote(QuoteFault fault) {
    String text = written(fault);
    return text.length() > 1 && text.indexOf(text.charAt(0), 1) == text.length() - 1;
  }

  private static String written(QuoteFault fault) {
    String written = fault.written();
    return written == null ? "" : written.strip();
  }

  /** Whether a row will be refused for its quotes. */
  static boolean areFaulty(CsvRecord record) {
    return !record.quoteFaults().stream().allMatch(DialectQuotes::isBlankAfterQuote);
  }

  /** Whether a cell begins with a quote that has no meaning in this reading. */
  private static boolean isLeftAtStart(String cell, Syntax syntax) {
    String start = syntax.quote() == '"' ? " \"" : "\"";
    return cell.startsWith(start) && !isQuoteOfWords(cell);
  }

  /** Whether the quotes belong to the words, as in {@code "A" is for apple}. */
  private static boolean isQuoteOfWords(String cell) {
    return !cell.endsWith("\"") && isEven(cell);
  }

  private static boolean isEven(String cell) {
    return cell.chars().filter(c -> c == '"').count() % 2 == 0;
  }

  /** Whether the last character is a quote without a partner that measures no inches. */
  private static boolean isLeftAtEnd(String cell) {
    int end = cell.length() - 1;
    return cell.charAt(end) == '"'
        && !isEven(cell)
        && end > 0
        && !Character.isDigit(cell.charAt(end - 1));
  }

  /** Whether a quote would open or close a cell under another delimiter. */
  private static boolean isBesideDelimiter(String cell) {
    char first = cell.stripLeading().charAt(0);
    if (first == '{' || first == '[') {
      // JSON has quotes beside commas of its own.
      return false;
    }
    for (int at = cell.indexOf('"'); at >= 0; at = cell.indexOf('"', at + 1)) {
      if ((at > 0 && isDelimiter(cell.charAt(at - 1)))
          || (at + 1 < cell.length() && isDelimiter(cell.charAt(at + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDelimiter(char c) {
    return c == ',' || c == ';' || c == '\t' || c == '|';
  }
}

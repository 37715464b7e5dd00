package dev.importer.internal.detect;

import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.Syntax;
import dev.importer.internal.detect.DialectRanking.Scored;
import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What speaks for a dialect, in sentences for people. */
final class DialectEvidence {

  private DialectEvidence() {}

  /**
   * The reasons for a dialect.
   *
   * @param lines how many lines before the sample name the delimiter
   */
  static List<String> of(
      DialectSample sample,
      Dialect dialect,
      Scored best,
      DialectTable table,
      Dialect given,
      int lines) {
    List<String> sentences = new ArrayList<>();
    DialectReading reading = best.reading();
    if (lines > 0) {
      sentences.add("Line 1 names a delimiter, as spreadsheet programs write it; it is skipped.");
    }
    if (!sample.isWhole()) {
      sentences.add("Judged by " + reading.all().size() + " rows from several places of the file.");
    }
    sentences.add(delimiters(reading, best.score()));
    if (Boolean.TRUE.equals(dialect.skipInitialSpace()) && given.skipInitialSpace() == null) {
      sentences.add("Blanks after it are no part of the cells.");
    }
    sentences.add(quotes(reading));
    if (holdsRecordsInCells(reading)) {
      sentences.add("Each line is one cell in quotes that holds a whole record.");
    }
    if (table.skippedLines() > 0) {
      sentences.add(skipped(lines + 1, lines + table.skippedLines()) + table.reason() + ".");
    }
    if (given.header() == null) {
      sentences.add(table.header().evidence());
    }
    return sentences;
  }

  private static String skipped(int from, int to) {
    return from == to
        ? "Line " + from + " is skipped: "
        : "Lines " + from + " to " + to + " are skipped: ";
  }

  private static String delimiters(DialectReading reading, DialectScore score) {
    String delimiter = name(reading.syntax().delimiter());
    int full = reading.rowsOfWidth().getOrDefault(score.width(), 0);
    return score.width() == 1
        ? "No delimiter splits the rows into columns; " + delimiter + " is assumed."
        : String.format(
            Locale.ROOT,
            "%s gives %d cells in %d of %d rows.",
            delimiter,
            score.width(),
            full,
            reading.all().size());
  }

  private static String quotes(DialectReading reading) {
    int quote = reading.syntax().quote();
    if (quote == Syntax.NONE) {
      return "No character encloses cells.";
    }
    long quoted = reading.all().stream().filter(reading::isQuoted).count();
    String name = Character.toString(quote);
    if (quoted == 0) {
      return "No cell is enclosed; " + name + " is assumed to enclose cells.";
    }
    String escape =
        reading.syntax().escape() == quote
            ? ""
            : ", a backslash before it makes it part of the cell";
    return String.format(
        Locale.ROOT,
        "%s encloses cells in %d of %d rows%s.",
        name,
        quoted,
        reading.all().size(),
        escape);
  }

  /** Whether somebody has enclosed lines that were records already. */
  private static boolean holdsRecordsInCells(DialectReading reading) {
    if (reading.all().size() < 2) {
      return false;
    }
    return DialectCandidates.USUAL.stream()
        .anyMatch(
            delimiter ->
                reading.all().stream().allMatch(row -> isRecordInCell(row, reading, delimiter)));
  }

  private static boolean isRecordInCell(CsvRecord row, DialectReading reading, String delimiter) {
    return row.cells().length == 1 && reading.isQuoted(row) && row.cells()[0].contains(delimiter);
  }

  private static String name(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "A tab";
      case " " -> "A blank";
      default -> String.format(Locale.ROOT, "'%s'", delimiter);
    };
  }
}

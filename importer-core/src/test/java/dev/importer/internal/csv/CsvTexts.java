package dev.importer.internal.csv;

import dev.importer.error.SourceException;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Reads whole texts, and describes what came out in lines that can be compared. */
public final class CsvTexts {

  public static final Dialect BACKSLASH = Dialect.STANDARD.withEscapeChar('\\');

  private CsvTexts() {}

  public static ExactTokenizer tokenizer(
      Reader text, Dialect dialect, Limits limits, int bufferSize) {
    return new ExactTokenizer(text, Syntax.of(dialect), limits, new LineEnds(), bufferSize);
  }

  public static ExactTokenizer tokenizer(String text, Dialect dialect) {
    return tokenizer(new StringReader(text), dialect, Limits.DEFAULT, 16);
  }

  /** The tokenizer, with repair if that is wanted. */
  public static CsvRecords exact(Reader text, QuoteRepair repair, Limits limits, int bufferSize) {
    ExactTokenizer tokenizer = tokenizer(text, Dialect.STANDARD, limits, bufferSize);
    return repair == QuoteRepair.OFF ? tokenizer : new RepairedRecords(tokenizer, limits);
  }

  public static List<CsvRecord> all(CsvRecords records) {
    List<CsvRecord> all = new ArrayList<>();
    for (CsvRecord record = records.next(0); record != null; record = records.next(0)) {
      all.add(record);
    }
    return all;
  }

  public static List<List<String>> cells(CsvRecords records) {
    return all(records).stream().map(record -> List.of(record.cells())).toList();
  }

  /** Every record with its place and faults, and the exception that ends them. */
  public static List<String> describe(CsvRecords records) {
    return describe(records, 0);
  }

  /** As {@link #describe(CsvRecords)}, where the sound records have this many cells. */
  public static List<String> describe(CsvRecords records, int columns) {
    List<String> lines = new ArrayList<>();
    try {
      for (CsvRecord record = records.next(columns);
          record != null;
          record = records.next(columns)) {
        lines.add(describe(record));
      }
    } catch (SourceException e) {
      lines.add(e.code() + " " + e.line() + " " + e.column() + " " + e.getMessage());
    }
    return lines;
  }

  private static String describe(CsvRecord record) {
    return "%d-%d @%d+%d/%d nul=%s %s %s repaired=%s %s"
        .formatted(
            record.line(),
            record.lastLine(),
            record.offset(),
            record.length(),
            record.end(),
            record.holdsNul(),
            record.quoteFaults(),
            record.plainQuote(),
            record.isRepaired(),
            List.of(record.cells()));
  }
}

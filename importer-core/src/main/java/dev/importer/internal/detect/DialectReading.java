package dev.importer.internal.detect;

import dev.importer.error.SourceException;
import dev.importer.internal.csv.CsvRecord;
import dev.importer.internal.csv.CsvRecords;
import dev.importer.internal.csv.ExactTokenizer;
import dev.importer.internal.csv.LineEnds;
import dev.importer.internal.csv.Syntax;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sample as one candidate reads it: the records that are neither blank nor comments. */
final class DialectReading {

  private static final Limits LIMITS = Limits.DEFAULT.withMaxColumns(1_000_000);

  private final Dialect candidate;
  private final Syntax syntax;
  private final List<CsvRecord> head = new ArrayList<>();
  private final List<CsvRecord> all = new ArrayList<>();
  private final Map<Integer, Integer> rowsOfWidth = new HashMap<>();
  private long charactersRead;
  private long characters;

  private DialectReading(Dialect candidate) {
    this.candidate = candidate;
    this.syntax = Syntax.of(candidate);
  }

  /** Reads a sample with a delimiter, a quote and an escape character. */
  static DialectReading of(DialectSample sample, Dialect candidate) {
    DialectReading reading = new DialectReading(candidate);
    reading.read(sample.head(), reading.head);
    reading.all.addAll(reading.head);
    for (String piece : sample.pieces()) {
      reading.read(piece, reading.all);
    }
    for (CsvRecord record : reading.all) {
      reading.rowsOfWidth.merge(record.cells().length, 1, Integer::sum);
    }
    return reading;
  }

  private void read(String text, List<CsvRecord> records) {
    CsvRecords source =
        new ExactTokenizer(
            new StringReader(text), syntax, LIMITS, new LineEnds(), ExactTokenizer.BUFFER_SIZE);
    characters += text.length();
    try {
      for (CsvRecord record = source.next(0); record != null; record = source.next(0)) {
        charactersRead += record.length();
        if (!record.isComment() && !isBlank(record)) {
          records.add(record);
        }
      }
    } catch (SourceException e) {
      // A quote without an end, perhaps because the sample is cut: what follows is not read.
      return;
    }
    charactersRead = characters;
  }

  /** Blanks or tabs alone are a blank line even if they are delimiters. */
  private boolean isBlank(CsvRecord record) {
    return record.isBlankLine()
        || (syntax.delimiter().isBlank()
            && Arrays.stream(record.cells()).allMatch(String::isBlank));
  }

  Dialect candidate() {
    return candidate;
  }

  Syntax syntax() {
    return syntax;
  }

  /** The records of the start of the file. */
  List<CsvRecord> head() {
    return head;
  }

  /** The records of the whole sample. */
  List<CsvRecord> all() {
    return all;
  }

  /** How many records there are of each number of cells. */
  Map<Integer, Integer> rowsOfWidth() {
    return rowsOfWidth;
  }

  /** How much of the sample could be read, from 0 to 1. */
  double readShare() {
    return characters == 0 ? 1 : (double) charactersRead / characters;
  }

  /** Whether a cell of the record is enclosed in quotes. */
  boolean isQuoted(CsvRecord record) {
    int plainLength = syntax.delimiter().length() * (record.cells().length - 1);
    for (String cell : record.cells()) {
      plainLength += cell.length();
    }
    return plainLength < record.length();
  }
}

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

  /** Where less of a sample can be read, the rest of it is looked at without quotes. */
  private static final double LEAST_READ = 0.5;

  private final Dialect candidate;
  private final Syntax syntax;
  private final List<CsvRecord> head = new ArrayList<>();
  private final List<CsvRecord> all = new ArrayList<>();
  private final Map<Integer, Integer> rowsOfWidth = new HashMap<>();
  private int notes;
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
    reading.notes = DialectNotes.count(reading.head, reading.syntax.delimiter());
    reading.all.addAll(reading.head);
    if (reading.readShare() < LEAST_READ) {
      reading.readRest(sample.head());
    }
    for (String piece : sample.pieces()) {
      reading.read(piece, reading.all);
    }
    for (CsvRecord record : reading.all.subList(reading.notes, reading.all.size())) {
      reading.rowsOfWidth.merge(record.cells().length, 1, Integer::sum);
    }
    return reading;
  }

  private void read(String text, List<CsvRecord> records) {
    characters += text.length();
    CsvRecords source = tokenizer(text, syntax);
    long end = 0;
    try {
      for (CsvRecord record = source.next(0); record != null; record = source.next(0)) {
        end = record.end();
        add(record, records);
      }
    } catch (SourceException e) {
      // A quote without an end, perhaps because the sample is cut: what follows is not read.
      charactersRead += end;
      return;
    }
    charactersRead += text.length();
  }

  /**
   * What follows a quote without an end, as if there were no quotes: it still shows how many cells
   * the rows have.
   */
  private void readRest(String text) {
    int start = head.isEmpty() ? 0 : (int) head.get(head.size() - 1).end();
    CsvRecords source =
        tokenizer(text.substring(start), Syntax.of(candidate.withQuoteChar(Dialect.NONE)));
    try {
      for (CsvRecord record = source.next(0); record != null; record = source.next(0)) {
        add(record, all);
      }
    } catch (SourceException e) {
      return;
    }
  }

  private static CsvRecords tokenizer(String text, Syntax syntax) {
    return new ExactTokenizer(
        new StringReader(text), syntax, LIMITS, new LineEnds(), ExactTokenizer.BUFFER_SIZE);
  }

  private void add(CsvRecord record, List<CsvRecord> records) {
    if (!record.isComment() && !isBlank(record)) {
      records.add(record);
    }
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

  /** How many records at the start say of themselves that they are no rows. */
  int notes() {
    return notes;
  }

  /** How many records there are of each number of cells, without the notes. */
  Map<Integer, Integer> rowsOfWidth() {
    return rowsOfWidth;
  }

  /** How much of the sample could be read, from 0 to 1. */
  double readShare() {
    return characters == 0 ? 1 : (double) charactersRead / characters;
  }

  /** Whether a cell of the record is enclosed in quotes. */
  boolean isQuoted(CsvRecord record) {
    return record.quotedCells() > 0;
  }
}

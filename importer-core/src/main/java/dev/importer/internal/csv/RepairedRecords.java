package dev.importer.internal.csv;

import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record whose quotes do not add up again, by one rule after the other, until it has as
 * many cells as there are columns. If no rule fits, or if the number of columns is not known yet,
 * only the doubtful cells are taken as they stand.
 */
final class RepairedRecords implements CsvRecords {

  /** In this order: it is the one that repairs most of the public test files. */
  private static final List<QuoteRule> RULES =
      List.of(
          QuoteRule.CLOSES_AT_DELIMITER,
          QuoteRule.LITERAL_CELL,
          QuoteRule.CLOSES_AT_DELIMITER_UNDOUBLED);

  /** How much of the text so far attempts that fail may read again. */
  private static final int MOST_ATTEMPTS = 4;

  private final ExactTokenizer tokenizer;
  private final int longestRecord;

  /** How many characters attempts that failed have read. */
  private long wasted;

  RepairedRecords(ExactTokenizer tokenizer, Limits limits) {
    this.tokenizer = tokenizer;
    this.longestRecord = limits.maxRecordLength();
  }

  @Override
  public @Nullable CsvRecord next(int columns) {
    CsvRecord strict;
    try {
      strict = tokenizer.next(columns);
    } catch (SourceException e) {
      if (!tokenizer.isStoppedInQuotes(e)) {
        throw e;
      }
      strict = null;
    }
    if (strict == null ? !tokenizer.isInRecord() : strict.quoteFaults().isEmpty()) {
      return strict;
    }
    if (columns > 0) {
      for (QuoteRule rule : RULES) {
        CsvRecord attempt = attempt(rule);
        if (attempt != null && attempt.cells().length == columns && !isShifted(attempt)) {
          return attempt.asRepaired();
        }
      }
    }
    CsvRecord literal = tokenizer.again(QuoteRule.LITERAL_CELL, longestRecord);
    return columns == 0 ? literal.asRepaired() : literal;
  }

  /** Whether the cells may be as many as there are columns because one was cut in two. */
  private static boolean isShifted(CsvRecord record) {
    return record.quoteFaults().stream()
        .anyMatch(fault -> fault.kind() == QuoteFault.Kind.PAIR_OF_QUOTES);
  }

  /** The record by another rule, or null if it goes past a limit or never ends. */
  private @Nullable CsvRecord attempt(QuoteRule rule) {
    // A quote that never closes makes each attempt read all that may belong to a record. So that
    // a file full of them takes no longer than its size, attempts live on what was read before.
    long credit = longestRecord + MOST_ATTEMPTS * tokenizer.recordOffset() - wasted;
    try {
      CsvRecord record = tokenizer.again(rule, (int) Math.min(longestRecord, Math.max(1, credit)));
      wasted += record.length();
      return record;
    } catch (SourceException e) {
      if (!ExactTokenizer.isStoppedByLimit(e)) {
        throw e;
      }
      wasted += tokenizer.charactersOfRecord();
      return null;
    }
  }
}

package dev.importer.internal.csv;

import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.Reader;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text in order. It owns nothing that has to be closed: whoever opened the
 * text closes it.
 */
public interface CsvRecords {

  /**
   * The records of a text after the lines that its dialect skips.
   *
   * @param text the whole text
   * @param dialect a dialect in which every component is given
   * @param repair what becomes of records whose quotes do not add up
   * @param limits the bounds of a record
   * @param lineEnds takes down which line ends are met
   * @param skipped is told how many characters have been skipped so far
   */
  static CsvRecords of(
      Reader text,
      Dialect dialect,
      QuoteRepair repair,
      Limits limits,
      LineEnds lineEnds,
      LongConsumer skipped) {
    ExactTokenizer tokenizer =
        new ExactTokenizer(text, Syntax.of(dialect), limits, lineEnds, ExactTokenizer.BUFFER_SIZE);
    tokenizer.skipLines(Objects.requireNonNull(dialect.skipRows()), skipped);
    return switch (repair) {
      case OFF -> tokenizer;
      case BY_ROW_WIDTH -> new RepairedRecords(tokenizer, limits);
    };
  }

  /**
   * The next record, or null after the last.
   *
   * @param columns how many cells a record has that is sound; 0 if that is not known yet
   * @throws dev.importer.error.SourceException if the text cannot be used from here on
   */
  @Nullable CsvRecord next(int columns);
}

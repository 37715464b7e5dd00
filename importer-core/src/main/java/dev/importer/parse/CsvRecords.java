package dev.importer.parse;

import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text in order. It owns nothing that has to be closed: whoever opened the
 * text closes it.
 */
interface CsvRecords {

  /**
   * The longest record for the engine, in characters. It holds a record several times over, so that
   * longer ones, most of them the work of an unclosed quote, are left to the tokenizer.
   */
  int LONGEST_FOR_ENGINE = 256 * 1024;

  /**
   * Records by the fast engine if it can read the dialect, else by the exact tokenizer.
   *
   * @param source the whole text
   * @param dialect a dialect in which every component is given
   * @param repair what becomes of records whose quotes do not add up
   * @param limits the bounds of a record
   * @param lineEnds takes down which line ends are met
   * @param skipped is told how many characters have been skipped so far
   */
  static CsvRecords of(
      Reader source,
      Dialect dialect,
      QuoteRepair repair,
      Limits limits,
      LineEnds lineEnds,
      LongConsumer skipped) {
    Syntax syntax = Syntax.of(dialect);
    int skippedLines = Objects.requireNonNull(dialect.skipRows());
    long line = skippedLines + 1L;
    ReplayableText text =
        new ReplayableText(source, Math.min(limits.maxRecordLength(), LONGEST_FOR_ENGINE));
    long offset = 0;
    try {
      offset = text.skipLines(skippedLines, skipped);
      if (syntax.isPlain()) {
        LineEnd lineEnd = LineEnd.firstOf(text, syntax);
        text.rewind();
        return new UnivocityRecords(text, syntax, repair, limits, lineEnds, lineEnd, offset, line);
      }
    } catch (IOException e) {
      // The first record is too long for the engine, or the source fails: the tokenizer finds out.
    }
    return exact(text.lastReading(), syntax, repair, limits, lineEnds, offset, line);
  }

  /** Records by the exact tokenizer, repaired if that is wanted. */
  static CsvRecords exact(
      Reader text,
      Syntax syntax,
      QuoteRepair repair,
      Limits limits,
      LineEnds lineEnds,
      long offset,
      long line) {
    ExactTokenizer tokenizer =
        new ExactTokenizer(
            text, syntax, limits, lineEnds, offset, line, ExactTokenizer.BUFFER_SIZE);
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

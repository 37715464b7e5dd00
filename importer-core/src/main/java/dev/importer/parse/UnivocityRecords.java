package dev.importer.parse;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records with univocity-parsers and lets none of them pass that {@link RecordGuard} does not
 * accept. From the first such record on, and after any exception of the engine, {@link
 * ExactTokenizer} reads the text that is not yet proven.
 *
 * <p>Left to itself, the engine drops white space after a closing quote and a NUL after an opening
 * one, takes foreign line ends for content and accepts an unclosed quote, all without a word.
 */
final class UnivocityRecords implements CsvRecords {

  private static final int READ_AHEAD = 64 * 1024;

  /** The engine makes its arrays as long as its limit; wider files are the tokenizer's. */
  private static final int MOST_COLUMNS = 16_384;

  private final ReplayableText text;
  private final Syntax syntax;
  private final QuoteRepair repair;
  private final Limits limits;
  private final LineEnds lineEnds;
  private final LineEnd lineEnd;
  private final String separator;
  private final RecordGuard guard;

  private long offset;
  private long line;

  /** Null once the tokenizer has taken over, which needs the memory more. */
  private @Nullable CsvParser engine;

  private @Nullable CsvRecords successor;

  /**
   * Records of a text whose lines end in one way.
   *
   * @param text the text, at the start of a record
   * @param syntax a {@linkplain Syntax#isPlain plain} syntax
   * @param repair what becomes of records whose quotes do not add up
   * @param limits the bounds of a record
   * @param lineEnds takes down which line ends are met
   * @param lineEnd what ends a line; a wrong one costs speed, not correctness
   * @param offset how many characters lie before the text
   * @param line the line of the first character, 1-based
   */
  UnivocityRecords(
      ReplayableText text,
      Syntax syntax,
      QuoteRepair repair,
      Limits limits,
      LineEnds lineEnds,
      LineEnd lineEnd,
      long offset,
      long line) {
    this.text = text;
    this.syntax = syntax;
    this.repair = repair;
    this.limits = limits;
    this.lineEnds = lineEnds;
    this.lineEnd = lineEnd;
    this.separator = lineEnd.text();
    this.offset = offset;
    this.line = line;
    this.guard = new RecordGuard(syntax, limits);
    CsvParser parser = new CsvParser(settings(syntax, separator, limits));
    parser.beginParsing(text);
    this.engine = parser;
  }

  private static CsvParserSettings settings(Syntax syntax, String separator, Limits limits) {
    CsvParserSettings settings = new CsvParserSettings();
    CsvFormat format = settings.getFormat();
    format.setDelimiter(syntax.delimiter().charAt(0));
    format.setQuote((char) syntax.quote());
    format.setQuoteEscape((char) syntax.quote());
    format.setLineSeparator(separator);
    format.setNormalizedNewline('\n');
    settings.setCommentProcessingEnabled(false);
    settings.trimValues(false);
    settings.trimQuotedValues(false);
    settings.setSkipEmptyLines(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setKeepQuotes(true);
    settings.setKeepEscapeSequences(true);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setLineSeparatorDetectionEnabled(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setAutoClosingEnabled(false);
    settings.setInputBufferSize(READ_AHEAD);
    settings.setMaxColumns(Math.min(limits.maxColumns(), MOST_COLUMNS));
    // The text itself refuses to be read further than a long record.
    settings.setMaxCharsPerColumn(-1);
    // Otherwise exceptions repeat what the file holds.
    settings.setErrorContentLength(0);
    return settings;
  }

  @Override
  public @Nullable CsvRecord next(int columns) {
    if (engine != null) {
      CsvRecord proven = nextProven(engine);
      if (proven != null || (text.length() == 0 && text.hasEnded())) {
        return proven;
      }
      engine = null;
    }
    return successor().next(columns);
  }

  private CsvRecords successor() {
    if (successor == null) {
      successor =
          CsvRecords.exact(text.lastReading(), syntax, repair, limits, lineEnds, offset, line);
    }
    return successor;
  }

  /** Whether a record did not add up and the tokenizer reads the rest. */
  boolean hasHandedOver() {
    return engine == null;
  }

  /** The next record of the engine, or null if there is none or it does not add up. */
  private @Nullable CsvRecord nextProven(CsvParser parser) {
    String[] cells;
    try {
      cells = parser.parseNext();
    } catch (RuntimeException e) {
      // Whatever it is, the tokenizer meets it again and says it in our words and with its place.
      return null;
    }
    int rawLength = parser.getContext().currentParsedContentLength();
    if (cells == null || rawLength == 0 || rawLength > text.length()) {
      return null;
    }
    char[] array = text.array();
    int start = text.start();
    int end = start + rawLength;
    boolean terminated = endsWithSeparator(array, start, end);
    if (terminated) {
      end -= separator.length();
    }
    if (!isLineEndHere(rawLength, terminated) || !guard.accepts(array, start, end, cells)) {
      return null;
    }
    long lastLine = line + guard.lineEndsInCells();
    CsvRecord proven =
        new CsvRecord(
            cells,
            line,
            lastLine,
            offset,
            end - start,
            start + rawLength - end,
            guard.holdsNul(),
            List.of(),
            guard.holdsPlainQuote() ? plainQuote(array, start) : null,
            false);
    text.release(rawLength);
    offset += rawLength;
    line = terminated ? lastLine + 1 : lastLine;
    if (terminated) {
      lineEnds.add(lineEnd);
    }
    return proven;
  }

  /** The place of the first quote in a plain cell. It is rare, so that it is looked for twice. */
  private QuoteFault plainQuote(char[] array, int start) {
    int place = guard.plainQuotePlace();
    long quoteLine = line;
    int lineStart = start;
    for (int i = start; i < place; i++) {
      if (array[i] == '\n' || array[i] == '\r') {
        quoteLine += array[i] == '\r' || array[i - 1] != '\r' ? 1 : 0;
        lineStart = i + 1;
      }
    }
    return new QuoteFault(
        guard.plainQuoteCell(), quoteLine, place - lineStart + 1L, QuoteFault.Kind.PLAIN_QUOTE);
  }

  /** Whether the record ends where the tokenizer would end it, too. */
  private boolean isLineEndHere(int rawLength, boolean terminated) {
    if (rawLength == text.length()) {
      return text.hasEnded();
    }
    // The engine has read on already, so the line feed that may belong to the return is there.
    return terminated
        && (lineEnd != LineEnd.RETURN || text.array()[text.start() + rawLength] != '\n');
  }

  private boolean endsWithSeparator(char[] array, int start, int end) {
    int length = separator.length();
    if (end - start < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (array[end - length + i] != separator.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

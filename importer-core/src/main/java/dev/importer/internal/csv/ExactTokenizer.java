package dev.importer.internal.csv;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into records exactly as it stands, whatever its line ends: nothing is trimmed,
 * dropped or normalised unless the syntax says so. A quote has a meaning only at the start of a
 * cell; text after a closing quote belongs to the cell and is reported. White space between a
 * closing quote and the end of the cell, and a byte order mark at the start of a record, belong to
 * no cell, and are reported, too. A record can be read {@linkplain #again again} by another {@link
 * QuoteRule}.
 *
 * <p>A record is held in one buffer. The limits are checked at the very character that goes past
 * them, so that no result depends on how the text is cut into buffers.
 */
public final class ExactTokenizer implements CsvRecords {

  public static final int BUFFER_SIZE = 64 * 1024;

  /** What a quote that is never closed can lead to. */
  private static final Set<ErrorCode> OPEN_ENDED =
      Set.of(ErrorCode.UNCLOSED_QUOTE, ErrorCode.FIELD_TOO_LONG, ErrorCode.RECORD_TOO_LONG);

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Reader reader;
  private final char[] delimiter;
  private final char delimiterStart;
  private final int quote;
  private final int escape;
  private final boolean escapesEverywhere;
  private final boolean skipInitialSpace;
  private final int comment;
  private final Limits limits;
  private final LineEnds lineEnds;
  private final LiteralQuotes literalQuotes;
  private final StringBuilder unescaped = new StringBuilder();

  private char[] buffer;
  private int end;
  private boolean ended;

  /** The offset in the text of the start of the buffer. */
  private long bufferOffset;

  /** Where the record, the current stretch of a cell and the next character are in the buffer. */
  private int recordStart;

  private int stretchStart;
  private int position;

  private long line = 1;
  private long lineOffset;

  private QuoteRule rule = QuoteRule.STRICT;
  private int longestRecord;
  private long recordLine;
  private long recordLineOffset;
  private String[] cells = new String[16];
  private int cellCount;
  private boolean holdsNul;
  private int quotedCells;
  private @Nullable List<QuoteFault> quoteFaults;
  private @Nullable QuoteFault blankAfterQuote;
  private boolean holdsLiteralQuotes;
  private boolean marked;
  private @Nullable LineEnd lineEnd;

  private long cellLine;
  private long cellColumn;
  private boolean inQuotes;

  /** Whether any cell so far is enclosed in quotes. */
  private boolean quotesCells;

  /**
   * A tokenizer of what the reader has.
   *
   * @param reader the text, from the start of a line on
   * @param syntax the characters with a meaning
   * @param limits the bounds of a record
   * @param lineEnds takes down which line ends are met
   * @param bufferSize the first size of the buffer, 1 or more
   */
  public ExactTokenizer(
      Reader reader, Syntax syntax, Limits limits, LineEnds lineEnds, int bufferSize) {
    this.reader = reader;
    this.delimiter = syntax.delimiter().toCharArray();
    this.delimiterStart = delimiter[0];
    this.quote = syntax.quote();
    this.escape = syntax.escape();
    this.escapesEverywhere = syntax.escapesEverywhere();
    this.literalQuotes = new LiteralQuotes(quote);
    this.skipInitialSpace = syntax.skipInitialSpace();
    this.comment = syntax.comment();
    this.limits = limits;
    this.lineEnds = lineEnds;
    this.buffer = new char[bufferSize];
  }

  /**
   * Skips lines, whatever ends them, before the first record is read.
   *
   * @param count how many
   * @param progress is told now and then how many characters have been skipped so far
   */
  void skipLines(int count, LongConsumer progress) {
    int left = count;
    while (left > 0 && has(0)) {
      if (isLineEnd(buffer[position])) {
        skipLineEnd();
        left--;
      } else {
        position++;
      }
      // What was skipped need not be kept.
      recordStart = position;
      if (position == end) {
        progress.accept(bufferOffset + position);
      }
    }
    lineEnd = null;
  }

  @Override
  public @Nullable CsvRecord next(int columns) {
    if (lineEnd != null) {
      // Not before now, because the record might have been read again and have ended elsewhere.
      lineEnds.add(lineEnd);
      lineEnd = null;
    }
    recordStart = position;
    if (!has(0)) {
      return null;
    }
    recordLine = line;
    recordLineOffset = lineOffset;
    return read(QuoteRule.STRICT, limits.maxRecordLength());
  }

  /**
   * The record that was read last, or whose reading failed, by another rule.
   *
   * @param otherRule which quotes have a meaning
   * @param longest the most characters that the record may have
   */
  CsvRecord again(QuoteRule otherRule, int longest) {
    position = recordStart;
    line = recordLine;
    lineOffset = recordLineOffset;
    return read(otherRule, longest);
  }

  /** Whether a failure of the reading comes from a quote that is open. */
  boolean isStoppedInQuotes(SourceException failure) {
    return inQuotes && OPEN_ENDED.contains(failure.code());
  }

  /** Whether a failure of the reading comes from the length or the width of the record. */
  static boolean isStoppedByLimit(SourceException failure) {
    return OPEN_ENDED.contains(failure.code()) || failure.code().equals(ErrorCode.TOO_MANY_COLUMNS);
  }

  /** Whether the text has not ended before the record. */
  boolean isInRecord() {
    return recordStart < end;
  }

  /** How many characters of the text lie before the record. */
  long recordOffset() {
    return bufferOffset + recordStart;
  }

  /** How many characters of the record have been passed. */
  int charactersOfRecord() {
    return position - recordStart;
  }

  private CsvRecord read(QuoteRule quoteRule, int longest) {
    begin(quoteRule, longest);
    if (has(0) && buffer[position] == comment) {
      return comment();
    }
    do {
      if (skipInitialSpace) {
        skipBlanks();
      }
      cellLine = line;
      cellColumn = column();
      add(has(0) && buffer[position] == quote ? cellInQuotes() : cellWithoutQuotes());
    } while (skipDelimiter());
    return record(false);
  }

  private void begin(QuoteRule quoteRule, int longest) {
    rule = quoteRule;
    longestRecord = longest;
    inQuotes = false;
    cellCount = 0;
    holdsNul = false;
    quotedCells = 0;
    quoteFaults = null;
    blankAfterQuote = null;
    if (holdsLiteralQuotes) {
      literalQuotes.clear();
      holdsLiteralQuotes = false;
    }
    marked = buffer[position] == BYTE_ORDER_MARK;
    if (marked) {
      // It counts for no place in the line, as the one at the start of the file does not.
      position++;
      lineOffset++;
    }
  }

  /** A line in which nothing but its end has a meaning. */
  private CsvRecord comment() {
    int start = position - recordStart;
    while (has(0) && !isLineEnd(buffer[position])) {
      requireRecordRoom();
      position++;
    }
    add(new String(buffer, recordStart + start, position - recordStart - start));
    return record(true);
  }

  /** The record from its start to here, and the end of the line after it. */
  private CsvRecord record(boolean isComment) {
    long lastLine = line;
    int length = position - recordStart;
    skipLineEnd();
    return new CsvRecord(
        Arrays.copyOf(cells, cellCount),
        recordLine,
        lastLine,
        recordOffset(),
        length,
        position - recordStart - length,
        holdsNul,
        marked,
        isComment,
        quotedCells,
        quotes());
  }

  private RecordQuotes quotes() {
    quotesCells |= quotedCells > 0;
    if (quoteFaults == null && blankAfterQuote == null && !holdsLiteralQuotes) {
      return RecordQuotes.NONE;
    }
    QuoteFault pair = literalQuotes.pair();
    if (pair != null && quotesCells) {
      addQuoteFault(pair);
    }
    return new RecordQuotes(
        quoteFaults == null ? List.of() : quoteFaults,
        literalQuotes.first(),
        blankAfterQuote,
        false);
  }

  /** Goes past white space that is no part of a cell. */
  private void skipBlanks() {
    while (has(0) && Syntax.isBlank(buffer[position]) && !isAtDelimiter()) {
      requireRecordRoom();
      position++;
    }
  }

  private void add(String cell) {
    if (cellCount == cells.length) {
      cells = Arrays.copyOf(cells, 2 * cellCount);
    }
    cells[cellCount++] = cell;
  }

  /**
   * What is left of a cell up to the next delimiter or the end of the line.
   *
   * @param used how many characters the cell has already
   */
  private String plainCell(int used) {
    if (escapesEverywhere) {
      return plainCellWithEscapes(used);
    }
    stretchStart = position;
    while (true) {
      position = findInPlain(scanEnd(used));
      if (position == end) {
        if (has(0)) {
          continue;
        }
        break;
      }
      char c = buffer[position];
      if (c == '\n' || c == '\r' || (c == delimiterStart && isAtDelimiter())) {
        break;
      }
      requireCellRoom(used);
      requireRecordRoom();
      holdsNul |= c == 0;
      position++;
    }
    return new String(buffer, stretchStart, position - stretchStart);
  }

  private int findInPlain(int limit) {
    // Locals, because this loop sees almost every character.
    char[] text = buffer;
    char stop = delimiterStart;
    int at = position;
    while (at < limit) {
      char c = text[at];
      if (c == stop || c <= '\r') {
        break;
      }
      at++;
    }
    return at;
  }

  /** As {@link #plainCell}, where a character may be escaped. */
  private String plainCellWithEscapes(int used) {
    unescaped.setLength(0);
    stretchStart = position;
    while (has(0) && !isLineEnd(buffer[position]) && !isAtDelimiter()) {
      if (buffer[position] == escape && isEscaped()) {
        takeEscaped(used);
      } else {
        requireCellRoom(used + unescaped.length());
        requireRecordRoom();
        holdsNul |= buffer[position] == 0;
        position++;
      }
    }
    return takeUnescaped();
  }

  private String cellWithoutQuotes() {
    int start = position - recordStart;
    String cell = plainCell(0);
    if (quote != Syntax.NONE && cell.indexOf(quote) >= 0) {
      addLiteralQuotes(start);
    }
    return cell;
  }

  private void addLiteralQuotes(int start) {
    int length = position - recordStart - start;
    String text = new String(buffer, recordStart + start, length);
    if (escapesEverywhere) {
      text = withoutEscaped(text);
    }
    if (text.indexOf(quote) >= 0) {
      literalQuotes.add(text, cellCount, cellLine, cellColumn, quotedCells);
      holdsLiteralQuotes = true;
    }
  }

  /** The text with blanks for what is escaped, but for line ends; all else stands where it was. */
  private String withoutEscaped(String text) {
    char[] plain = text.toCharArray();
    for (int i = 0; i < plain.length - 1; i++) {
      if (plain[i] == escape) {
        plain[i++] = ' ';
        plain[i] = isLineEnd(plain[i]) ? plain[i] : ' ';
      }
    }
    return new String(plain);
  }

  private String cellInQuotes() {
    int cellStart = position - recordStart;
    if (rule != QuoteRule.LITERAL_CELL) {
      String cell = quotedCell();
      quotedCells++;
      if (endsHere() || endsAfterBlanks()) {
        return cell;
      }
      long faultColumn = column();
      String all = cell + plainCell(cell.length());
      int start = recordStart + cellStart;
      String written = new String(buffer, start, position - start);
      addQuoteFault(
          new QuoteFault(cellCount, line, faultColumn, QuoteFault.Kind.TEXT_AFTER_QUOTE, written));
      return all;
    }
    long cellLineOffset = lineOffset;
    boolean heldNul = holdsNul;
    try {
      String cell = quotedCell();
      if (endsHere() || endsAfterBlanks()) {
        quotedCells++;
        return cell;
      }
    } catch (SourceException e) {
      if (!isStoppedInQuotes(e)) {
        throw e;
      }
    }
    inQuotes = false;
    position = recordStart + cellStart;
    line = cellLine;
    lineOffset = cellLineOffset;
    holdsNul = heldNul;
    addQuoteFault(new QuoteFault(cellCount, cellLine, cellColumn, QuoteFault.Kind.OPENING_QUOTE));
    return plainCell(0);
  }

  private String quotedCell() {
    requireRecordRoom();
    inQuotes = true;
    position++;
    unescaped.setLength(0);
    stretchStart = position;
    while (!isAtClosingQuote()) {
      // isAtClosingQuote goes on to the next character that matters
    }
    String cell = takeUnescaped();
    position++;
    inQuotes = false;
    return cell;
  }

  private boolean endsHere() {
    return !has(0) || isLineEnd(buffer[position]) || isAtDelimiter();
  }

  /** Whether the cell ends after white space, which is passed then. */
  private boolean endsAfterBlanks() {
    int start = position - recordStart;
    long column = column();
    skipBlanks();
    if (!endsHere()) {
      position = recordStart + start;
      return false;
    }
    if (blankAfterQuote == null) {
      blankAfterQuote = new QuoteFault(cellCount, line, column, QuoteFault.Kind.BLANK_AFTER_QUOTE);
    }
    return true;
  }

  /** Moves on to the next character with a meaning and past it, unless it is the closing quote. */
  private boolean isAtClosingQuote() {
    position = findInQuotes(scanEnd(unescaped.length()));
    if (!has(0)) {
      throw CsvErrors.unclosedQuote(cellLine, cellColumn);
    }
    char c = buffer[position];
    if (c == escape && isEscaped()) {
      takeEscaped(0);
      return false;
    }
    if (c == quote) {
      if (!rule.looksAhead() || isBeforeEndOfCell()) {
        requireRecordRoom();
        return true;
      }
      addQuoteFault(new QuoteFault(cellCount, line, column(), QuoteFault.Kind.INNER_QUOTE));
    }
    requireCellRoom(unescaped.length());
    requireRecordRoom();
    holdsNul |= c == 0;
    position++;
    if (c == '\r' || c == '\n') {
      // The line feed after a return is part of the same line end.
      if (c == '\r' || buffer[position - 2] != '\r') {
        line++;
      }
      lineOffset = bufferOffset + position;
    }
    return false;
  }

  private int findInQuotes(int limit) {
    char[] text = buffer;
    int quoteMark = quote;
    int escapeMark = escape;
    int at = position;
    while (at < limit) {
      char c = text[at];
      if (c == quoteMark || c == escapeMark || c <= '\r') {
        break;
      }
      at++;
    }
    return at;
  }

  private boolean isEscaping() {
    return rule != QuoteRule.CLOSES_AT_DELIMITER_UNDOUBLED || escape != quote;
  }

  /** Whether the cell ends after the next character, or after white space that follows it. */
  private boolean isBeforeEndOfCell() {
    int start = position - recordStart;
    position++;
    while (has(0)
        && position - recordStart < longestRecord
        && Syntax.isBlank(buffer[position])
        && !isAtDelimiter()) {
      position++;
    }
    boolean before = endsHere();
    position = recordStart + start;
    return before;
  }

  /** Whether the character after an escape can be escaped. */
  private boolean isEscaped() {
    if (!isEscaping() || !has(1)) {
      return false;
    }
    char c = buffer[position + 1];
    return c == quote
        || c == escape
        || (escapesEverywhere && (c == delimiterStart || isLineEnd(c)));
  }

  /**
   * Takes the character after an escape as it is; of a line end, both characters.
   *
   * @param used how many characters the cell has already
   */
  private void takeEscaped(int used) {
    requireCellRoom(used + unescaped.length());
    requireRecordRoom();
    unescaped.append(buffer, stretchStart, position - stretchStart);
    position++;
    requireRecordRoom();
    stretchStart = position;
    char c = buffer[position++];
    if (isLineEnd(c)) {
      if (c == '\r' && has(0) && buffer[position] == '\n') {
        requireCellRoom(used + unescaped.length());
        requireRecordRoom();
        position++;
      }
      line++;
      lineOffset = bufferOffset + position;
    }
  }

  private String takeUnescaped() {
    int length = position - stretchStart;
    return unescaped.length() == 0
        ? new String(buffer, stretchStart, length)
        : unescaped.append(buffer, stretchStart, length).toString();
  }

  private void addQuoteFault(QuoteFault fault) {
    if (quoteFaults == null) {
      quoteFaults = new ArrayList<>();
    }
    if (quoteFaults.size() < QuoteFault.MOST) {
      quoteFaults.add(fault);
    }
  }

  private boolean isAtDelimiter() {
    if (buffer[position] != delimiterStart) {
      return false;
    }
    for (int i = 1; i < delimiter.length; i++) {
      if (!has(i) || buffer[position + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether another cell follows, perhaps an empty one at the very end of the text. */
  private boolean skipDelimiter() {
    if (!has(0) || isLineEnd(buffer[position])) {
      return false;
    }
    for (int i = 0; i < delimiter.length; i++) {
      requireRecordRoom();
      position++;
    }
    if (cellCount == limits.maxColumns()) {
      throw CsvErrors.tooManyColumns(recordLine, column(), limits.maxColumns());
    }
    if (!has(0)) {
      add("");
      return false;
    }
    return true;
  }

  private void skipLineEnd() {
    lineEnd = null;
    if (!has(0)) {
      return;
    }
    if (buffer[position] == '\n') {
      lineEnd = LineEnd.LINE_FEED;
      position++;
    } else if (has(1) && buffer[position + 1] == '\n') {
      lineEnd = LineEnd.RETURN_LINE_FEED;
      position += 2;
    } else {
      lineEnd = LineEnd.RETURN;
      position++;
    }
    line++;
    lineOffset = bufferOffset + position;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Where to stop looking: at the end of the buffer, or at the first character past a limit. */
  private int scanEnd(int used) {
    int limit = Math.min(end, recordStart + longestRecord);
    return Math.min(limit, stretchStart + limits.maxCellLength() - used);
  }

  private void requireCellRoom(int used) {
    if (position - stretchStart + used >= limits.maxCellLength()) {
      throw CsvErrors.fieldTooLong(
          cellCount + 1, cellLine, cellColumn, limits.maxCellLength(), inQuotes);
    }
  }

  private void requireRecordRoom() {
    if (position - recordStart >= longestRecord) {
      throw inQuotes
          ? CsvErrors.recordTooLong(recordLine, longestRecord, cellLine, cellColumn)
          : CsvErrors.recordTooLong(recordLine, longestRecord);
    }
  }

  /** The place in the line of the next character, 1-based. */
  private long column() {
    return bufferOffset + position - lineOffset + 1;
  }

  /** Whether the text has this many characters after the next one; reads on if need be. */
  private boolean has(int ahead) {
    while (position + ahead >= end) {
      if (ended) {
        return false;
      }
      makeRoom();
      try {
        int count = reader.read(buffer, end, buffer.length - end);
        ended = count < 0;
        end += Math.max(count, 0);
      } catch (IOException e) {
        throw CsvErrors.unreadable(e);
      }
    }
    return true;
  }

  /** Drops what lies before the record, and doubles the buffer if the record fills it. */
  private void makeRoom() {
    if (recordStart > 0) {
      System.arraycopy(buffer, recordStart, buffer, 0, end - recordStart);
      bufferOffset += recordStart;
      end -= recordStart;
      position -= recordStart;
      stretchStart -= recordStart;
      recordStart = 0;
    }
    if (end == buffer.length) {
      // Never more than double the longest record, because the limit stops the reading before.
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
  }
}

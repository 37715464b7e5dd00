package dev.importer.internal.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record as tokenised: its cells without quotes, and its place in the text. */
public final class CsvRecord {

  private final String[] cells;
  private final long line;
  private final long lastLine;
  private final long offset;
  private final int length;
  private final int lineEndLength;
  private final boolean holdsNul;
  private final boolean marked;
  private final boolean comment;
  private final int quotedCells;
  private final RecordQuotes quotes;

  CsvRecord(
      String[] cells,
      long line,
      long lastLine,
      long offset,
      int length,
      int lineEndLength,
      boolean holdsNul,
      boolean marked,
      boolean comment,
      int quotedCells,
      RecordQuotes quotes) {
    this.cells = cells;
    this.line = line;
    this.lastLine = lastLine;
    this.offset = offset;
    this.length = length;
    this.lineEndLength = lineEndLength;
    this.holdsNul = holdsNul;
    this.marked = marked;
    this.comment = comment;
    this.quotedCells = quotedCells;
    this.quotes = quotes;
  }

  /**
   * Cells that stand somewhere else than in a text.
   *
   * @param cells the cells, at least one; handed over
   * @param line where they stand, 1-based
   */
  public static CsvRecord ofCells(String[] cells, long line) {
    return new CsvRecord(cells, line, line, 0, 0, 0, false, false, false, 0, RecordQuotes.NONE);
  }

  /** The same record, whose quote faults are mended. */
  CsvRecord asRepaired() {
    return new CsvRecord(
        cells,
        line,
        lastLine,
        offset,
        length,
        lineEndLength,
        holdsNul,
        marked,
        comment,
        quotedCells,
        quotes.asRepaired());
  }

  /** The cells, at least one. The array is handed over: the record is not used after its row. */
  public String[] cells() {
    return cells;
  }

  /**
   * The cells for a row that is kept as it came: where the quotes of a cell do not add up, with the
   * quotes.
   */
  public String[] cellsAsWritten() {
    if (hasOpenQuoteFaults()) {
      for (QuoteFault fault : quotes.faults()) {
        String written = fault.written();
        if (written != null) {
          cells[fault.cell()] = written;
        }
      }
    }
    return cells;
  }

  /** The physical line on which the record starts, 1-based. */
  public long line() {
    return line;
  }

  /** The physical line on which it ends; later than the first if a cell holds line ends. */
  public long lastLine() {
    return lastLine;
  }

  /** How many characters of the text lie before the record. */
  public long offset() {
    return offset;
  }

  /** How many characters the record has in the text, without its line end. */
  public int length() {
    return length;
  }

  /** How many characters of the text lie before what follows the line end of the record. */
  public long end() {
    return offset + length + lineEndLength;
  }

  /** Whether a cell holds a NUL character. */
  public boolean holdsNul() {
    return holdsNul;
  }

  /** What is wrong with the quotes, or was, if the record is repaired; usually empty. */
  public List<QuoteFault> quoteFaults() {
    return quotes.faults();
  }

  /** The first quote in a cell that does not begin with one, or null if there is none. */
  public @Nullable QuoteFault plainQuote() {
    return quotes.plain();
  }

  /** The first white space after a closing quote that belongs to no cell, or null. */
  public @Nullable QuoteFault blankAfterQuote() {
    return quotes.blankAfter();
  }

  /** Whether the quote faults are mended: the cells are as many as there are columns. */
  public boolean isRepaired() {
    return quotes.repaired();
  }

  /** Whether the record must be refused for its quotes. */
  public boolean hasOpenQuoteFaults() {
    return !quotes.repaired() && !quotes.faults().isEmpty();
  }

  /** How many cells are enclosed in quotes. */
  public int quotedCells() {
    return quotedCells;
  }

  /** Whether a byte order mark stands before the first cell. */
  public boolean isMarked() {
    return marked;
  }

  /** Whether no cell has a character, not even white space, be they in quotes or not. */
  public boolean isWithoutValues() {
    for (String cell : cells) {
      if (!cell.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the line is a comment, which its only cell holds as it stands. */
  public boolean isComment() {
    return comment;
  }

  /** Whether nothing stands between two line ends that belongs to a cell. */
  public boolean isEmptyLine() {
    return isPlainCell() && cells[0].isEmpty();
  }

  /** Whether there is nothing but white space between two line ends. */
  public boolean isBlankLine() {
    return isPlainCell() && cells[0].isBlank();
  }

  /** A quoted cell is a value even if it is blank. */
  private boolean isPlainCell() {
    return cells.length == 1 && quotedCells == 0;
  }
}

package dev.importer.parse;

import dev.importer.source.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the cells which an engine made of a record are the ones that stand in the text:
 * joined by the delimiter they are the text, a plain cell holds neither delimiter nor line end, and
 * a quoted cell holds no quotes but doubled ones. There is only one way to split a record like
 * that, so an engine that drops, moves or changes anything is found out. The quotes are taken off
 * on the way.
 *
 * <p>A record beyond a limit is not accepted either; the tokenizer that takes over says which.
 */
final class RecordGuard {

  private final char delimiter;
  private final char quote;
  private final String singleQuote;
  private final String doubledQuote;
  private final Limits limits;

  private int lineEndsInCells;
  private boolean holdsNul;

  /** Where the first quote in a plain cell stands in the text, and in which cell; or -1. */
  private int plainQuotePlace;

  private int plainQuoteCell;

  RecordGuard(Syntax syntax, Limits limits) {
    this.delimiter = syntax.delimiter().charAt(0);
    this.quote = (char) syntax.quote();
    this.singleQuote = String.valueOf(quote);
    this.doubledQuote = singleQuote + singleQuote;
    this.limits = limits;
  }

  /**
   * Whether these are the cells of the record. If so, their quotes are gone afterwards.
   *
   * @param text where the record stands
   * @param start the place of its first character
   * @param end the place after its last character, without the line end
   * @param cells the cells with their quotes as they stand in the text
   */
  boolean accepts(char[] text, int start, int end, String[] cells) {
    lineEndsInCells = 0;
    holdsNul = false;
    plainQuotePlace = -1;
    if (end - start > limits.maxRecordLength() || cells.length > limits.maxColumns()) {
      return false;
    }
    int at = start;
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        if (at >= end || text[at] != delimiter) {
          return false;
        }
        at++;
      }
      String cell = cells[i];
      int length = cell.length();
      if (length > end - at) {
        return false;
      }
      if (length > 0 && text[at] == quote) {
        String content = unquote(text, at, cell);
        if (content == null) {
          return false;
        }
        cells[i] = content;
      } else if (!isPlain(text, at, cell, i)) {
        return false;
      }
      at += length;
    }
    return at == end;
  }

  private boolean isPlain(char[] text, int start, String cell, int index) {
    int length = cell.length();
    if (length > limits.maxCellLength()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = cell.charAt(i);
      if (c != text[start + i] || c == delimiter) {
        return false;
      }
      if (c <= '\r') {
        if (c == '\n' || c == '\r') {
          return false;
        }
        holdsNul |= c == 0;
      }
    }
    if (plainQuotePlace < 0) {
      int quoteAt = cell.indexOf(quote);
      if (quoteAt >= 0) {
        plainQuotePlace = start + quoteAt;
        plainQuoteCell = index;
      }
    }
    return true;
  }

  /** The content of a quoted cell, or null if the cell is not well-formed or not the text. */
  private @Nullable String unquote(char[] text, int start, String cell) {
    int last = cell.length() - 1;
    if (last < 1 || cell.charAt(0) != quote || cell.charAt(last) != quote) {
      return null;
    }
    int doubled = 0;
    for (int i = 1; i <= last; i++) {
      char c = cell.charAt(i);
      if (c != text[start + i]) {
        return null;
      }
      if (c == quote && i < last) {
        i++;
        if (i == last || cell.charAt(i) != quote || text[start + i] != quote) {
          return null;
        }
        doubled++;
      } else if (c <= '\r') {
        countLineEnd(cell, i);
        holdsNul |= c == 0;
      }
    }
    if (last - 1 - doubled > limits.maxCellLength()) {
      return null;
    }
    String content = cell.substring(1, last);
    return doubled == 0 ? content : content.replace(doubledQuote, singleQuote);
  }

  private void countLineEnd(String cell, int at) {
    char c = cell.charAt(at);
    // The line feed after a return is part of the same line end.
    if (c == '\r' || (c == '\n' && cell.charAt(at - 1) != '\r')) {
      lineEndsInCells++;
    }
  }

  /** How many line ends the quoted cells of the accepted record hold. */
  int lineEndsInCells() {
    return lineEndsInCells;
  }

  /** Whether a cell of the accepted record holds a NUL character. */
  boolean holdsNul() {
    return holdsNul;
  }

  /** Whether a plain cell of the accepted record holds a quote. */
  boolean holdsPlainQuote() {
    return plainQuotePlace >= 0;
  }

  /** Where the first such quote stands in the text. */
  int plainQuotePlace() {
    return plainQuotePlace;
  }

  /** In which cell it stands, 0-based. */
  int plainQuoteCell() {
    return plainQuoteCell;
  }
}

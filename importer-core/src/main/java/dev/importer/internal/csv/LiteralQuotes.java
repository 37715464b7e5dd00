package dev.importer.internal.csv;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The quotes in those cells of a record that do not begin with one. They are text, but two of them
 * may enclose a delimiter that was meant to belong to a value, as in {@code 6"Chair, oak"}: the
 * cells after it are shifted.
 *
 * <p>A quote opens if it is the last of an odd number in its cell, with neither white space nor the
 * end of the cell after it: the mark of an inch does not. One closes if it is the last of an odd
 * number in a later cell, which ends with it, and no cell in quotes stands between them.
 */
final class LiteralQuotes {

  private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

  private final int quote;
  private @Nullable QuoteFault first;
  private @Nullable QuoteFault opening;
  private int quotedBeforeOpening;
  private @Nullable QuoteFault pair;

  LiteralQuotes(int quote) {
    this.quote = quote;
  }

  /** Forgets what was added. */
  void clear() {
    first = null;
    opening = null;
    pair = null;
  }

  /**
   * Adds a cell that holds quotes.
   *
   * @param text the cell as it stands in the text, with blanks where characters are escaped
   * @param cell its position in the record, 0-based
   * @param line the line on which it starts
   * @param column its place in that line
   * @param quotedCells how many cells in quotes stand before it
   */
  void add(String text, int cell, long line, long column, int quotedCells) {
    if (first == null) {
      first = fault(QuoteFault.Kind.PLAIN_QUOTE, text, text.indexOf(quote), cell, line, column);
    }
    if (text.chars().filter(c -> c == quote).count() % 2 == 0) {
      return;
    }
    int last = text.lastIndexOf(quote);
    if (text.substring(last + 1).isBlank()) {
      if (opening != null && pair == null && quotedCells == quotedBeforeOpening) {
        pair = opening;
      }
      opening = null;
    } else if (!Character.isWhitespace(text.charAt(last + 1))) {
      opening = fault(QuoteFault.Kind.PAIR_OF_QUOTES, text, last, cell, line, column);
      quotedBeforeOpening = quotedCells;
    }
  }

  /** A fault at a place in the text, which has line ends only where they are escaped. */
  private static QuoteFault fault(
      QuoteFault.Kind kind, String text, int at, int cell, long line, long column) {
    String[] before = LINE_END.split(text.substring(0, at), -1);
    int lines = before.length - 1;
    long place = before[lines].length() + (lines == 0 ? column : 1);
    return new QuoteFault(cell, line + lines, place, kind);
  }

  /** The first quote, or null if there is none. */
  @Nullable QuoteFault first() {
    return first;
  }

  /** The first of two quotes with a delimiter between them, or null if there are none. */
  @Nullable QuoteFault pair() {
    return pair;
  }
}

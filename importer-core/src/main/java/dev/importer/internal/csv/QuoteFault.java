package dev.importer.internal.csv;

import org.jspecify.annotations.Nullable;

/**
 * Where the quotes of a cell do not add up, or have no meaning.
 *
 * @param cell the position of the cell in the record, 0-based
 * @param line the physical line of the character, 1-based
 * @param column its place in that line, 1-based
 * @param kind what is there
 * @param written the cell as it stands in the text, quotes and all, where text follows its closing
 *     quote: nobody knows which of its quotes are meant; null otherwise
 */
public record QuoteFault(int cell, long line, long column, Kind kind, @Nullable String written) {

  QuoteFault(int cell, long line, long column, Kind kind) {
    this(cell, line, column, kind, null);
  }

  /** The most faults that one record reports, so that hostile text costs no more than its size. */
  static final int MOST = 100;

  /** What is wrong. */
  enum Kind {
    /** Text follows a closing quote, as in {@code "a"b}: the place is that of the text. */
    TEXT_AFTER_QUOTE,
    /** A quote within a quoted cell is one of its characters. */
    INNER_QUOTE,
    /** The quote that opens the cell is one of its characters. */
    OPENING_QUOTE,
    /** Two quotes with a delimiter between them, in cells that do not begin with one. */
    PAIR_OF_QUOTES,
    /** A quote in a cell that does not begin with one; it refuses nothing. */
    PLAIN_QUOTE,
    /** White space between a closing quote and the end of the cell; it refuses nothing. */
    BLANK_AFTER_QUOTE
  }
}

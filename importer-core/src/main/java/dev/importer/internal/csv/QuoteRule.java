package dev.importer.internal.csv;

/** Which quotes in a record have a meaning. */
enum QuoteRule {
  /** The first quote that is not escaped closes the cell; text after it is a fault. */
  STRICT,

  /** A quote closes the cell only if a delimiter or the end of the line follows. */
  CLOSES_AT_DELIMITER,

  /** A cell whose quotes do not add up has none: it ends at the next delimiter. */
  LITERAL_CELL,

  /** As {@link #CLOSES_AT_DELIMITER}, and a doubled quote is two quotes. */
  CLOSES_AT_DELIMITER_UNDOUBLED;

  /** Whether a quote within a cell may be one of its characters. */
  boolean looksAhead() {
    return this == CLOSES_AT_DELIMITER || this == CLOSES_AT_DELIMITER_UNDOUBLED;
  }
}

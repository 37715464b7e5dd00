package dev.importer.source;

/** What becomes of a CSV record whose quotes do not add up. */
public enum QuoteRepair {
  /** The record is refused, or the file if a quote is never closed. */
  OFF,

  /**
   * The record is read again, with the doubtful quotes taken for characters of their cells, in the
   * first way that gives as many cells as there are columns. Each repair is reported. If no way
   * fits, the record is refused.
   */
  BY_ROW_WIDTH
}

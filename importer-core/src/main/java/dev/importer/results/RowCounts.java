package dev.importer.results;

/**
 * How many rows of a source are valid, and how many are refused; both kinds are stored. Its text is
 * a sentence for people, such as {@code 13 rows: 5 valid, 8 refused}.
 *
 * @param valid how many have typed data
 * @param refused how many have errors
 */
public record RowCounts(long valid, long refused) {

  /** How many rows there are. */
  public long total() {
    return valid + refused;
  }

  /** The numbers in words. */
  @Override
  public String toString() {
    return total()
        + (total() == 1 ? " row: " : " rows: ")
        + valid
        + " valid, "
        + refused
        + " refused";
  }
}

package dev.importer.results;

import dev.importer.error.SourceException;

/**
 * Where the bytes of a source have gone: each one belongs to exactly one part, and a line end to
 * what it ends.
 *
 * @param markBytes the byte order mark
 * @param preambleBytes the lines before the header that were skipped, and comments
 * @param headerBytes the header, also where it stands again
 * @param rowBytes the rows
 * @param blankBytes the blank lines, and rows without any value
 * @param structureBytes what stands around the rows of a JSON text: brackets, commas, white space,
 *     and members beside those that hold the rows; of a CSV text the mark of its end
 * @param rows how many rows there are
 * @param blankRows how many blank lines and rows without any value there are
 */
public record Accounting(
    long markBytes,
    long preambleBytes,
    long headerBytes,
    long rowBytes,
    long blankBytes,
    long structureBytes,
    long rows,
    long blankRows) {

  /** All bytes together. */
  public long bytes() {
    return markBytes + preambleBytes + headerBytes + rowBytes + blankBytes + structureBytes;
  }

  /**
   * Makes sure that the parts are the whole source.
   *
   * @param size the size of the source in bytes
   * @throws SourceException {@code accounting-error} if they are not
   */
  public void requireBytes(long size) {
    if (bytes() != size) {
      throw SourceException.unbalanced(
          "its parts have " + bytes() + " bytes, the source has " + size);
    }
  }

  /**
   * Makes sure that no row was lost on the way.
   *
   * @param valid how many rows came out valid
   * @param failed how many came out refused
   * @throws SourceException {@code accounting-error} if there were more or fewer
   */
  public void requireRows(long valid, long failed) {
    if (valid + failed != rows) {
      throw SourceException.unbalanced(
          valid + " valid and " + failed + " failed rows came out of " + rows + " that were read");
    }
  }
}

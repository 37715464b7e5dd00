package dev.importer.source;

/**
 * The bounds within which sources are read. Going past one ends the reading with an error that
 * names the limit; nothing is ever cut silently. Immutable.
 *
 * @param maxSourceBytes the largest source in bytes; 1 or more, default 10 GiB
 * @param maxCompressionRatio how many times larger an archive may become by unpacking; 2 to 10,000,
 *     default 200; not applied to the first 10 MiB
 * @param maxRows the most data rows in one source; 1 to {@value #MOST_ROWS}, which is the default
 * @param maxColumns the most columns of a row, or members of a JSON object; 1 to 1,000,000, default
 *     16,384
 * @param maxCellLength the longest cell or JSON string in characters (UTF-16 units); 1 to
 *     100,000,000, default 1,048,576
 * @param maxRecordLength the longest record in characters (UTF-16 units); 1 to 500,000,000, default
 *     4,194,304
 * @param maxDepth the deepest nesting of JSON; 1 to 10,000, default 200
 * @param maxNumberLength the longest JSON number in characters; 1 to 1,000,000, default 1,000
 */
public record Limits(
    long maxSourceBytes,
    int maxCompressionRatio,
    long maxRows,
    int maxColumns,
    int maxCellLength,
    int maxRecordLength,
    int maxDepth,
    int maxNumberLength) {

  /** The most rows that one import can have, because record ids hold nine digits of row number. */
  public static final long MOST_ROWS = 999_999_999;

  /** The defaults. */
  public static final Limits DEFAULT =
      new Limits(10L << 30, 200, MOST_ROWS, 16_384, 1 << 20, 4 << 20, 200, 1_000);

  /** Checks each limit and names the one that is out of range. */
  public Limits {
    require("maxSourceBytes", maxSourceBytes, Long.MAX_VALUE);
    if (maxCompressionRatio < 2 || maxCompressionRatio > 10_000) {
      throw new IllegalArgumentException(
          "maxCompressionRatio must be 2 to 10000, but is " + maxCompressionRatio);
    }
    require("maxRows", maxRows, MOST_ROWS);
    require("maxColumns", maxColumns, 1_000_000);
    require("maxCellLength", maxCellLength, 100_000_000);
    require("maxRecordLength", maxRecordLength, 500_000_000);
    require("maxDepth", maxDepth, 10_000);
    require("maxNumberLength", maxNumberLength, 1_000_000);
  }

  /** These limits with another size of the source, in bytes. */
  public Limits withMaxSourceBytes(long bytes) {
    return new Limits(
        bytes,
        maxCompressionRatio,
        maxRows,
        maxColumns,
        maxCellLength,
        maxRecordLength,
        maxDepth,
        maxNumberLength);
  }

  /** These limits with another ratio of unpacked to packed. */
  public Limits withMaxCompressionRatio(int times) {
    return new Limits(
        maxSourceBytes,
        times,
        maxRows,
        maxColumns,
        maxCellLength,
        maxRecordLength,
        maxDepth,
        maxNumberLength);
  }

  /** These limits with another number of rows. */
  public Limits withMaxRows(long rows) {
    return new Limits(
        maxSourceBytes,
        maxCompressionRatio,
        rows,
        maxColumns,
        maxCellLength,
        maxRecordLength,
        maxDepth,
        maxNumberLength);
  }

  /** These limits with another number of columns. */
  public Limits withMaxColumns(int columns) {
    return new Limits(
        maxSourceBytes,
        maxCompressionRatio,
        maxRows,
        columns,
        maxCellLength,
        maxRecordLength,
        maxDepth,
        maxNumberLength);
  }

  /** These limits with another length of a cell, in characters. */
  public Limits withMaxCellLength(int characters) {
    return new Limits(
        maxSourceBytes,
        maxCompressionRatio,
        maxRows,
        maxColumns,
        characters,
        maxRecordLength,
        maxDepth,
        maxNumberLength);
  }

  /** These limits with another length of a record, in characters. */
  public Limits withMaxRecordLength(int characters) {
    return new Limits(
        maxSourceBytes,
        maxCompressionRatio,
        maxRows,
        maxColumns,
        maxCellLength,
        characters,
        maxDepth,
        maxNumberLength);
  }

  /** These limits with another depth of JSON. */
  public Limits withMaxDepth(int depth) {
    return new Limits(
        maxSourceBytes,
        maxCompressionRatio,
        maxRows,
        maxColumns,
        maxCellLength,
        maxRecordLength,
        depth,
        maxNumberLength);
  }

  /** These limits with another length of a JSON number, in characters. */
  public Limits withMaxNumberLength(int characters) {
    return new Limits(
        maxSourceBytes,
        maxCompressionRatio,
        maxRows,
        maxColumns,
        maxCellLength,
        maxRecordLength,
        maxDepth,
        characters);
  }

  private static void require(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ", but is " + value);
    }
  }
}

package dev.importer.results;

import java.util.List;

/**
 * What was taken back of an import in a table of the application.
 *
 * @param importId the import
 * @param removed how many rows that it had added were removed
 * @param restored how many rows have the values again that they had before it
 * @param leftAlone how many rows were left as they are: somebody has changed or removed them since,
 *     or something refers to them
 * @param leftAloneRows the numbers of the first {@value #MOST_LEFT_ALONE} of these in the file,
 *     1-based
 */
public record UndoResult(
    long importId, long removed, long restored, long leftAlone, List<Long> leftAloneRows) {

  /** How many of the rows that were left alone are named. */
  public static final int MOST_LEFT_ALONE = 100;

  /** Copies the list. */
  public UndoResult {
    leftAloneRows = List.copyOf(leftAloneRows);
  }
}

package dev.importer.results;

import java.util.List;

/**
 * How a source begins, and which schemas its rows may keep to. Immutable.
 *
 * @param detection how it is read, under the schema that was asked for
 * @param lines the first records of a table as they stand in it, labels and lines above them
 *     included; empty if it is no table
 * @param fits the schemas that fit, the best first; at most {@value #MAX_FITS}
 */
public record SourcePreview(SourceDetection detection, List<Line> lines, List<SchemaFit> fits) {

  /** The most schemas that are named. */
  public static final int MAX_FITS = 20;

  /** The most records that are shown. */
  public static final int MAX_LINES = 12;

  /** The most cells of a record that are shown. */
  public static final int MAX_CELLS = 200;

  /** The most characters of a cell that are shown; of a longer one, the beginning. */
  public static final int MAX_CELL_LENGTH = 100;

  /**
   * One record of a table.
   *
   * @param line the line, or the row of a worksheet, on which it begins, 1-based
   * @param cells its cells as texts; one that is empty is an empty text
   */
  public record Line(long line, List<String> cells) {

    /** Copies the list. */
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * How well the columns of a source fit a schema.
   *
   * @param schema its name
   * @param score from 0 for nothing in common to 1 for a column for every field and a field for
   *     every column, in hundredths; a column that only probably belongs to a field counts for as
   *     much as that is likely
   * @param mapping which column feeds which of its fields, and which columns probably belong to the
   *     others
   */
  public record SchemaFit(String schema, double score, HeaderMapping mapping) {}

  /** Copies the lists. */
  public SourcePreview {
    lines = List.copyOf(lines);
    fits = List.copyOf(fits);
  }
}

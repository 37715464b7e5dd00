package dev.importer.internal.workbook;

import java.util.function.Function;

/**
 * How cells that are stored as values become text, as a person would have written it in a text
 * file.
 *
 * @param look what it means how a number is shown
 * @param writer writes the value of a cell
 */
public record CellNotation(Look look, Function<CellValue, String> writer) {

  /** What it means how a number is shown. */
  public enum Look {
    /** Nothing: a number is a number. */
    IGNORED,
    /** It may be what was meant, so that it is counted where it differs. */
    NOTED,
    /** It is what is read. */
    TAKEN
  }

  /** The value as it is stored. */
  public static final CellNotation STORED = new CellNotation(Look.NOTED, CellValue::text);
}

package dev.importer.internal.workbook;

import org.jspecify.annotations.Nullable;

/**
 * What the number format of a cell makes of its number. Immutable.
 *
 * @param time what it shows of a moment
 * @param number how it shows a number; null if that is nothing but its value
 */
record CellStyle(TimeFormat time, @Nullable CellFormat number) {

  /** Shows what there is. */
  static final CellStyle GENERAL = new CellStyle(TimeFormat.NONE, null);

  /** The style of a format code, such as {@code yyyy-mm-dd}. */
  static CellStyle of(String code) {
    TimeFormat time = TimeFormat.of(code);
    if (time != TimeFormat.NONE) {
      return new CellStyle(time, null);
    }
    return code.isEmpty() || code.equalsIgnoreCase("General") || code.equals("@")
        ? GENERAL
        : new CellStyle(time, NumberPattern.of(code));
  }
}

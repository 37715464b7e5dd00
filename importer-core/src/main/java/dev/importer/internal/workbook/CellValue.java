package dev.importer.internal.workbook;

import org.jspecify.annotations.Nullable;

/**
 * A cell that is stored as something else than text.
 *
 * @param kind what it is
 * @param text its value: a number as it is stored, with a point and perhaps an exponent; {@code
 *     true} or {@code false}; a date, time or duration as ISO 8601 writes it; an error as a person
 *     sees it, such as {@code #N/A}
 * @param format how it is shown to a person; null if that is nothing but its value
 */
public record CellValue(Kind kind, String text, @Nullable CellFormat format) {

  /** A formula that no program has calculated. */
  static final CellValue UNCALCULATED = new CellValue(Kind.FORMULA, "", null);

  /** What a cell is. */
  public enum Kind {
    /** A number: {@code 12.5}. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** A day: {@code 2024-02-29}. */
    DATE,
    /** A day and a time: {@code 2024-02-29T12:30:00}. */
    DATETIME,
    /** A time of a day: {@code 12:30:00}. */
    TIME,
    /** A time that is measured: {@code PT26H30M}. */
    DURATION,
    /** What a formula has in place of a value: {@code #DIV/0!}. */
    ERROR,
    /** A formula of which no value is stored; the text is empty. */
    FORMULA
  }

  /**
   * Whether it is a number of more than 15 digits, which is more than spreadsheet programs keep.
   * They are counted from the first that is not zero; zeros at the end of a whole number count,
   * because they may stand for digits that were lost.
   */
  public boolean isLong() {
    return kind == Kind.NUMBER && StoredNumber.isLong(text);
  }

  /** The value. */
  @Override
  public String toString() {
    return text;
  }
}

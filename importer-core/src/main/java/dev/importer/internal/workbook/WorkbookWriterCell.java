package dev.importer.internal.workbook;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A cell to be written. Immutable. */
public sealed interface WorkbookWriterCell {

  /** What it looks like. */
  WorkbookWriterLook look();

  /**
   * A text, which is never run as a formula, whatever it looks like.
   *
   * @param text at most {@value WorkbookWriter#MAX_TEXT} characters; empty for no value
   * @param format {@link WorkbookWriterFormat#TEXT} or {@link WorkbookWriterFormat#GENERAL}
   */
  record Text(String text, WorkbookWriterFormat format, WorkbookWriterLook look)
      implements WorkbookWriterCell {}

  /**
   * A number. What a spreadsheet would change is written as text: more than 15 digits, leading
   * zeros, a plus sign.
   *
   * @param digits the number with a point and perhaps an exponent
   */
  record Numeric(String digits, WorkbookWriterLook look) implements WorkbookWriterCell {}

  /** True or false. */
  record Truth(boolean value, WorkbookWriterLook look) implements WorkbookWriterCell {}

  /** A day. One before March 1900, on which spreadsheets do not agree, is written as text. */
  record Date(LocalDate value, WorkbookWriterLook look) implements WorkbookWriterCell {}

  /** A day and a time; written as text where a spreadsheet would round it, too. */
  record DateTime(LocalDateTime value, WorkbookWriterLook look) implements WorkbookWriterCell {}

  /** A time of a day; written as text where a spreadsheet would round it. */
  record Time(LocalTime value, WorkbookWriterLook look) implements WorkbookWriterCell {}

  /** A text to be worked on: what is typed in its place stays text as well. */
  static WorkbookWriterCell text(String text) {
    return text(text, WorkbookWriterLook.PLAIN);
  }

  /** A text to be worked on: what is typed in its place stays text as well. */
  static WorkbookWriterCell text(String text, WorkbookWriterLook look) {
    return new Text(text, WorkbookWriterFormat.TEXT, look);
  }

  /** A text to be read. Some spreadsheets show no more than 255 characters of others. */
  static WorkbookWriterCell prose(String text) {
    return new Text(text, WorkbookWriterFormat.GENERAL, WorkbookWriterLook.PLAIN);
  }

  /** A number, see {@link Numeric}. */
  static WorkbookWriterCell number(String digits) {
    return new Numeric(digits, WorkbookWriterLook.PLAIN);
  }
}

package dev.importer.internal.workbook;

import java.util.Optional;

/**
 * How a number is shown to a person, by a number format of spreadsheets such as {@code 00000} or
 * {@code #,##0.00}. Immutable.
 */
public interface CellFormat {

  /**
   * A number as a person sees it, in English notation; empty where that depends on the machine, or
   * is written in a way that is not known here.
   *
   * @param number as {@link CellValue#text} has it
   */
  Optional<String> show(String number);
}

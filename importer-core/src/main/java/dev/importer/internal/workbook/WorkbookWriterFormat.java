package dev.importer.internal.workbook;

/**
 * How a cell is to be understood, by a number format of spreadsheets. {@link #TEXT} is what keeps
 * whatever a person types into the cell as it was typed.
 */
public enum WorkbookWriterFormat {
  /** As its value is. */
  GENERAL(0, 0, "General"),
  /** As text, whatever it looks like. */
  TEXT(1, 49, "@"),
  /** As a day. */
  DATE(2, 164, "yyyy\\-mm\\-dd"),
  /** As a day and a time. */
  DATETIME(3, 165, "yyyy\\-mm\\-dd\\ hh:mm:ss"),
  /** As a time of a day. */
  TIME(4, 166, "hh:mm:ss");

  private static final int FIRST_OF_OUR_OWN = 164;

  private final int place;
  private final int id;
  private final String code;

  WorkbookWriterFormat(int place, int id, String code) {
    this.place = place;
    this.id = id;
    this.code = code;
  }

  /** Its place among the formats, 0-based. */
  int place() {
    return place;
  }

  /** Its number; below 164 every spreadsheet knows what it stands for. */
  int id() {
    return id;
  }

  /** How it is written. */
  String code() {
    return code;
  }

  boolean isOfOurOwn() {
    return id >= FIRST_OF_OUR_OWN;
  }
}

package dev.importer.schema;

import java.util.Locale;

/** The type of a field: what its cells must be, and what they are stored as. */
public enum FieldType {
  /** Any text. Stored as a JSON string. */
  STRING,
  /** A whole number of any size, for example {@code -12}. Stored as a JSON number. */
  INTEGER,
  /** A decimal number, kept digit by digit, for example {@code 3.50}. Stored as a JSON number. */
  NUMBER,
  /** One of true, True, TRUE, 1 or false, False, FALSE, 0. Stored as a JSON boolean. */
  BOOLEAN,
  /** A calendar date as {@code yyyy-MM-dd} (ISO 8601). Stored as a JSON string. */
  DATE,
  /** A date and time such as {@code 2026-11-23T10:00:00Z} (XML Schema). Stored as a JSON string. */
  DATETIME,
  /** Whatever the source says. Stored as it is. */
  ANY;

  /** The name that Table Schema has for the type. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

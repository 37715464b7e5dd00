package dev.importer.type;

import java.util.Locale;

/**
 * The type of a field: what its cells must be, and what they are stored as. These are the types of
 * Table Schema, version 2.
 */
public enum FieldType {
  /** Any text. Stored as a JSON string. */
  STRING,
  /** A decimal number, kept digit by digit, for example {@code 3.50}. Stored as a JSON number. */
  NUMBER,
  /** A whole number of any size, for example {@code -12}. Stored as a JSON number. */
  INTEGER,
  /** One of true, True, TRUE, 1 or false, False, FALSE, 0. Stored as a JSON boolean. */
  BOOLEAN,
  /** A JSON object. Stored as it is. */
  OBJECT,
  /** A JSON array. Stored as it is. */
  ARRAY,
  /** Values of one type with a delimiter in between. Stored as a JSON array. */
  LIST,
  /** A date and time such as {@code 2026-11-23T10:00:00Z} (XML Schema). Stored as a JSON string. */
  DATETIME,
  /** A calendar date as {@code yyyy-MM-dd} (ISO 8601). Stored as a JSON string. */
  DATE,
  /** A time of day as {@code hh:mm:ss} (XML Schema). Stored as a JSON string. */
  TIME,
  /** A calendar year, for example {@code 2026}. Stored as a JSON number. */
  YEAR,
  /** A month of a year, for example {@code 2026-11}. Stored as a JSON string. */
  YEARMONTH,
  /** A length of time such as {@code P1Y2M3DT4H} (XML Schema). Stored as a JSON string. */
  DURATION,
  /** A place as {@code longitude, latitude} in degrees. Stored as a JSON array of two numbers. */
  GEOPOINT,
  /** A GeoJSON or TopoJSON object. Stored as it is. */
  GEOJSON,
  /** Whatever the source says. Stored as it is. */
  ANY;

  /** The name that Table Schema has for the type. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

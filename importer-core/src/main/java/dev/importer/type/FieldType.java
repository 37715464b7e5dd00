package dev.importer.type;

import java.util.List;
import java.util.Locale;

/**
 * The type of a field: what its cells must be, and what they are stored as. These are the types of
 * Table Schema, version 2.
 */
public enum FieldType {
  /** Any text, a {@link String}. Stored as a JSON string. */
  STRING,
  /**
   * A decimal number, kept digit by digit, for example {@code 3.50}: a {@link Long}, {@link
   * java.math.BigInteger} or {@link java.math.BigDecimal}, stored as a JSON number. Or NaN, INF or
   * -INF: a {@link Double}, stored as a JSON string.
   */
  NUMBER,
  /**
   * A whole number of any size, for example {@code -12}: a {@link Long} or {@link
   * java.math.BigInteger}. Stored as a JSON number.
   */
  INTEGER,
  /** One of true, True, TRUE, 1 or false, False, FALSE, 0: a {@link Boolean}, stored as JSON's. */
  BOOLEAN,
  /** A JSON object, a {@link dev.importer.row.JsonText}. Stored as it is. */
  OBJECT,
  /** A JSON array, a {@link dev.importer.row.JsonText}. Stored as it is. */
  ARRAY,
  /** Values of one type with a delimiter in between, a {@link List}. Stored as a JSON array. */
  LIST,
  /**
   * A date and time such as {@code 2026-11-23T10:00:00Z} (XML Schema): an {@link
   * java.time.OffsetDateTime}, or a {@link java.time.LocalDateTime} where no offset is said. Stored
   * as a JSON string.
   */
  DATETIME,
  /** A calendar date as {@code yyyy-MM-dd}, a {@link java.time.LocalDate}. Stored as a string. */
  DATE,
  /**
   * A time of day as {@code hh:mm:ss} (XML Schema): an {@link java.time.OffsetTime}, or a {@link
   * java.time.LocalTime} where no offset is said. Stored as a JSON string.
   */
  TIME,
  /** A calendar year such as {@code 2026}, a {@link java.time.Year}. Stored as a JSON number. */
  YEAR,
  /** A month such as {@code 2026-11}, a {@link java.time.YearMonth}. Stored as a JSON string. */
  YEARMONTH,
  /**
   * A length of time such as {@code P1Y2M3DT4H} (XML Schema), a {@link CalendarDuration}. Stored as
   * a JSON string.
   */
  DURATION,
  /**
   * A place as {@code longitude, latitude} in degrees, a {@link GeoPoint}. Stored as a JSON array
   * of two numbers.
   */
  GEOPOINT,
  /** A GeoJSON or TopoJSON object, a {@link dev.importer.row.JsonText}. Stored as it is. */
  GEOJSON,
  /** Whatever the source says. Stored as it is. */
  ANY;

  /** The name that Table Schema has for the type. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

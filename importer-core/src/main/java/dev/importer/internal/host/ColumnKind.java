package dev.importer.internal.host;

import dev.importer.type.FieldType;

/** What a column of a table of the application holds, as far as that decides what can fill it. */
enum ColumnKind {
  TEXT,
  /** Whole numbers, and truth values as 1 and 0. */
  INTEGER,
  /** Numbers, and truth values as 1 and 0. */
  NUMBER,
  /** Whole numbers that no truth value becomes by itself. */
  STRICT_INTEGER,
  /** Numbers that no truth value becomes by itself. */
  STRICT_NUMBER,
  BOOLEAN,
  DATE,
  TIME,
  INTERVAL,
  JSON,
  ARRAY,
  BYTES,
  /** Types that are written as text, such as UUIDs, addresses of networks and enumerations. */
  OTHER;

  /** Whether values of a field of this type can become values of the column. */
  boolean takes(FieldType type) {
    if (type == FieldType.ANY) {
      return this != BYTES;
    }
    return switch (this) {
      case TEXT, OTHER -> true;
      case INTEGER -> isInteger(type) || type == FieldType.BOOLEAN;
      case NUMBER -> isNumber(type) || type == FieldType.BOOLEAN;
      case STRICT_INTEGER -> isInteger(type);
      case STRICT_NUMBER -> isNumber(type);
      case BOOLEAN -> type == FieldType.BOOLEAN;
      case DATE -> type == FieldType.DATE || type == FieldType.DATETIME;
      case TIME -> type == FieldType.TIME;
      case INTERVAL -> type == FieldType.DURATION;
      case JSON -> type != FieldType.DURATION;
      case ARRAY -> type == FieldType.LIST || type == FieldType.ARRAY || type == FieldType.GEOPOINT;
      case BYTES -> false;
    };
  }

  private static boolean isInteger(FieldType type) {
    return type == FieldType.INTEGER || type == FieldType.YEAR;
  }

  private static boolean isNumber(FieldType type) {
    return isInteger(type) || type == FieldType.NUMBER;
  }
}

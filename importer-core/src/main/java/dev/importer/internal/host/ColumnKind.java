package dev.importer.internal.host;

import dev.importer.type.FieldType;
import java.util.EnumSet;
import java.util.Set;

/** What a column of a table of the application holds, as far as that decides what can fill it. */
enum ColumnKind {
  TEXT(EnumSet.allOf(FieldType.class)),
  INTEGER(EnumSet.of(FieldType.INTEGER, FieldType.YEAR, FieldType.BOOLEAN, FieldType.ANY)),
  NUMBER(
      EnumSet.of(
          FieldType.INTEGER, FieldType.NUMBER, FieldType.YEAR, FieldType.BOOLEAN, FieldType.ANY)),
  /** A number that no truth value becomes by itself. */
  STRICT_INTEGER(EnumSet.of(FieldType.INTEGER, FieldType.YEAR, FieldType.ANY)),
  STRICT_NUMBER(
      EnumSet.of(FieldType.INTEGER, FieldType.NUMBER, FieldType.YEAR, FieldType.ANY)),
  BOOLEAN(EnumSet.of(FieldType.BOOLEAN, FieldType.ANY)),
  DATE(EnumSet.of(FieldType.DATE, FieldType.DATETIME, FieldType.ANY)),
  TIME(EnumSet.of(FieldType.TIME, FieldType.ANY)),
  INTERVAL(EnumSet.of(FieldType.DURATION, FieldType.ANY)),
  JSON(EnumSet.complementOf(EnumSet.of(FieldType.DURATION))),
  ARRAY(EnumSet.of(FieldType.LIST, FieldType.ARRAY, FieldType.GEOPOINT, FieldType.ANY)),
  BYTES(EnumSet.noneOf(FieldType.class)),
  /** Types that are written as text, such as UUIDs, addresses of networks and enumerations. */
  OTHER(EnumSet.allOf(FieldType.class));

  private final Set<FieldType> types;

  ColumnKind(Set<FieldType> types) {
    this.types = types;
  }

  /** Whether values of a field of this type can become values of the column. */
  boolean takes(FieldType type) {
    return types.contains(type);
  }
}

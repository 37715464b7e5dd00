package dev.importer.internal.host;

import dev.importer.type.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A column that an import fills.
 *
 * @param host the column
 * @param feed what fills it
 * @param isKey whether rows are found by it
 * @param isOnlyOnInsert whether rows that the table has keep their values
 * @param collation how its texts are compared as a key; empty where that is left to the type
 */
record TargetColumn(
    HostColumn host, Feed feed, boolean isKey, boolean isOnlyOnInsert, String collation) {

  /** What fills a column. */
  sealed interface Feed {

    /** The values of a field. */
    record OfField(String name, FieldType type) implements Feed {}

    /** One value for all rows. */
    record Constant(Object value) implements Feed {}

    /** The id of the import. */
    record ImportId() implements Feed {}

    /** The time of the import. */
    record ImportedAt() implements Feed {}
  }

  String name() {
    return host.name();
  }

  /** The name of the field that fills it; null if it is the same for all rows. */
  @Nullable String field() {
    return feed instanceof Feed.OfField field ? field.name() : null;
  }

  /** Whether the values may be numbers. */
  boolean isOfNumbers() {
    return feed instanceof Feed.OfField field
        && switch (field.type()) {
          case INTEGER, NUMBER, YEAR, ANY -> true;
          default -> false;
        };
  }

  boolean isOfRow() {
    return feed instanceof Feed.OfField;
  }

  /** Whether it can be told later what the import wrote there. */
  boolean isKnownLater() {
    return !(feed instanceof Feed.ImportedAt);
  }

  /** Whether rows that the table has get another value. */
  boolean isUpdated() {
    return !isKey && !isOnlyOnInsert;
  }
}

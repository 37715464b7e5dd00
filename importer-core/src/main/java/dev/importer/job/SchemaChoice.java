package dev.importer.job;

import dev.importer.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schema that an import asks for. As text it is a name, or {@code NAME={...}} with the JSON of
 * the schema.
 *
 * @param name what it is called
 * @param own the schema itself; null if the importer is to have one of the name
 */
record SchemaChoice(String name, @Nullable Schema own) {

  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException if there is JSON in it that is no schema
   */
  static SchemaChoice parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new SchemaChoice(text, null);
    }
    String name = text.substring(0, equals);
    return new SchemaChoice(name, Schema.parse(name, text.substring(equals + 1)));
  }

  String text() {
    return own == null ? name : name + "=" + own.toJson();
  }
}

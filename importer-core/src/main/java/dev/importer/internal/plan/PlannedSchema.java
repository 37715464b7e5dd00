package dev.importer.internal.plan;

import dev.importer.schema.Schema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The schema of an import: one that the importer has, by name, or one that came with the import.
 * Immutable.
 *
 * @param name what it is called
 * @param digest the {@linkplain Schema#digest digest} that it had; null for an import that was
 *     accepted before digests were kept
 * @param own the schema itself if it came with the import, otherwise null
 */
public record PlannedSchema(String name, @Nullable String digest, @Nullable Schema own) {

  /** A schema that the importer has. */
  public static PlannedSchema named(Schema schema) {
    return new PlannedSchema(schema.name(), schema.digest(), null);
  }

  /** A schema that came with the import. */
  public static PlannedSchema own(Schema schema) {
    return new PlannedSchema(schema.name(), schema.digest(), schema);
  }

  /**
   * The schema as it is now.
   *
   * @param known gives the schema that the importer has under a name
   */
  public Schema current(Function<String, Schema> known) {
    return own == null ? known.apply(name) : own;
  }
}

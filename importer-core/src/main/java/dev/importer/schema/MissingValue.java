package dev.importer.schema;

import org.jspecify.annotations.Nullable;

/**
 * A text that stands for an absent value.
 *
 * @param value the whole cell as it stands in the source
 * @param label what the text means, for example {@code not asked}; null if nothing is said
 */
public record MissingValue(String value, @Nullable String label) {

  /** The empty cell, which is the only missing value if nothing else is said. */
  public static final MissingValue EMPTY = new MissingValue("", null);
}

package dev.importer.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a field says to people; nothing is checked against it.
 *
 * @param title a name for people
 * @param description what the values mean
 * @param example a value as it stands in a file
 * @param rdfType the URI of a class that the values are instances of
 */
public record Description(
    @Nullable String title,
    @Nullable String description,
    @Nullable String example,
    @Nullable String rdfType) {

  /** Nothing is said. */
  public static final Description NONE = new Description(null, null, null, null);
}

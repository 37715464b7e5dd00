package dev.importer.schema;

import org.jspecify.annotations.Nullable;

/**
 * One of the values that a categorical field has.
 *
 * @param value a {@link String} or, in a field of whole numbers, a {@link Long}
 * @param label what the value means; null if it speaks for itself
 */
public record Category(Object value, @Nullable String label) {

  /** Checks the class of the value. */
  public Category {
    if (!(value instanceof String) && !(value instanceof Long)) {
      throw new IllegalArgumentException("a category is a text or a whole number, not " + value);
    }
  }
}

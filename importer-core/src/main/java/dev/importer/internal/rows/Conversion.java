package dev.importer.internal.rows;

import dev.importer.internal.shape.Part;
import org.jspecify.annotations.Nullable;

/** Turns a typed value into what a part of an object takes, or says that it does not fit. */
interface Conversion {

  @Nullable Object apply(@Nullable Object value) throws UnfitValueException;

  /**
   * The conversion for a part, chosen once.
   *
   * @throws IllegalArgumentException if no cell can become what the part takes
   */
  static Conversion to(Part part) {
    return new Conversions().of(part);
  }
}

package dev.importer.internal.rows;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Turns a typed value into what a record component takes, or says that it does not fit. */
interface Conversion {

  @Nullable Object apply(@Nullable Object value) throws UnfitValueException;

  /**
   * The conversion for a component, chosen once.
   *
   * @throws IllegalArgumentException if no cell can become what the component takes
   */
  static Conversion to(RecordComponent component) {
    return new Conversions().of(component);
  }
}

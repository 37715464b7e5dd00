package dev.importer.internal.shape;

import org.jspecify.annotations.Nullable;

/** Makes objects of the values of their parts. */
interface Maker<T> {

  /**
   * A new object.
   *
   * @param values one for each part, of its type
   * @throws RefusedException if the object does not take them
   */
  T make(@Nullable Object[] values) throws RefusedException;
}

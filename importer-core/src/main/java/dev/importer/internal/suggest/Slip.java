package dev.importer.internal.suggest;

import dev.importer.results.ValueSuggestion;
import org.jspecify.annotations.Nullable;

/**
 * One way in which values go wrong. Whether the field takes what was meant is checked elsewhere.
 */
interface Slip {

  /**
   * What was probably meant.
   *
   * @param value a refused value without white space around it, not empty
   * @return null if it did not go wrong in this way, or if there is more than one that it may mean
   */
  @Nullable ValueSuggestion undo(String value);
}

package dev.importer.internal.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which column feeds which field, as far as it was asked for. Immutable.
 *
 * @param columns the name of the field by the label of the column, or by {@code #3} for the third
 *     one; an empty name leaves the column out
 * @param constants the text for fields that no column feeds, by the name of the field
 * @param isRemembered whether the columns were not given but learnt from an earlier import
 */
public record Mapping(
    Map<String, String> columns, Map<String, String> constants, boolean isRemembered) {

  /** Nothing was asked for. */
  public static final Mapping NONE = new Mapping(Map.of(), Map.of(), false);

  /** Keeps the order. */
  public Mapping {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /** Whether nothing was asked for. */
  public boolean isEmpty() {
    return columns.isEmpty() && constants.isEmpty();
  }
}

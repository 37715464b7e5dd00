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
 * @param memory what it has to do with other imports
 */
public record Mapping(Map<String, String> columns, Map<String, String> constants, Memory memory) {

  /** What the columns of a mapping have to do with other imports. */
  public enum Memory {
    /** Nothing. */
    NONE,
    /** They were given, and are to be remembered for files with the same labels. */
    LEARN,
    /** They were not given but remembered from an earlier import. */
    RECALLED
  }

  /** Nothing was asked for. */
  public static final Mapping NONE = new Mapping(Map.of(), Map.of(), Memory.NONE);

  /** Keeps the order. */
  public Mapping {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /** Whether nothing was asked for. */
  public boolean isEmpty() {
    return columns.isEmpty() && constants.isEmpty();
  }

  /** Whether the columns were not given but remembered from an earlier import. */
  public boolean isRemembered() {
    return memory == Memory.RECALLED;
  }

  /** These constants under columns that are remembered from an earlier import. */
  public Mapping recalling(Map<String, String> remembered) {
    return new Mapping(remembered, constants, Memory.RECALLED);
  }
}

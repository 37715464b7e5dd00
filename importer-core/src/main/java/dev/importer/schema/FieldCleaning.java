package dev.importer.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is done to the cells of a field, in every source, before they are checked. Each changed cell
 * is counted, and its row keeps what the source said. Immutable.
 *
 * @param trim whether the cells lose the white space at both their ends, zero-width characters and
 *     byte order marks included
 * @param unwrap whether {@code ="01234"} and a guard apostrophe are read as the text inside
 * @param replacements the values that take the place of others, by these, which are whole cells
 *     after the other two; empty for no value
 */
public record FieldCleaning(boolean trim, boolean unwrap, Map<String, String> replacements) {

  /** Cells are checked as they are. */
  public static final FieldCleaning NONE = new FieldCleaning(false, false, Map.of());

  /** Sorts the replacements, so that equal fields are equal however written. */
  public FieldCleaning {
    replacements = Collections.unmodifiableMap(new TreeMap<>(replacements));
  }

  FieldCleaning withTrim() {
    return new FieldCleaning(true, unwrap, replacements);
  }

  FieldCleaning withUnwrap() {
    return new FieldCleaning(trim, true, replacements);
  }

  FieldCleaning withReplacement(String from, String to) {
    Map<String, String> more = new TreeMap<>(replacements);
    more.put(from, to);
    return new FieldCleaning(trim, unwrap, more);
  }
}

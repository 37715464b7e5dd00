package dev.importer.schema;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which field of a schema each label means. Not thread-safe while labels are claimed. */
final class Labels {

  private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]+");
  private static final int NO_FIELD = -1;

  private final Map<String, Integer> fields = new HashMap<>();

  /** The form that labels meaning the same field share. */
  static String normal(String label) {
    return SEPARATORS.matcher(label.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /**
   * Lets a label mean a field from now on.
   *
   * @return whether it could: false if another field has it already
   */
  boolean claim(String label, int field) {
    Integer earlier = fields.putIfAbsent(normal(label), field);
    return earlier == null || earlier == field;
  }

  /** The position of the field that a label means, 0-based, or -1. */
  int fieldOf(String label) {
    return fields.getOrDefault(normal(label), NO_FIELD);
  }
}

package dev.importer.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which field of a schema each label means. Not thread-safe while labels are claimed. */
final class Labels {

  private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]+");
  private static final int NO_FIELD = -1;

  /** Shorter names are part of too many others. */
  private static final int MIN_PART = 3;

  /** Longer labels are no names but sentences. */
  private static final int MAX_LENGTH = 100;

  private final Map<String, Integer> fields = new HashMap<>();

  /** The form that labels meaning the same field share. */
  static String normal(String label) {
    return SEPARATORS.matcher(label.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /**
   * The name that a label is part of, or that is part of it, as in {@code user name}; of several
   * the one that is most of it.
   */
  static Optional<String> partOf(String label, Collection<String> names) {
    String letters = letters(label);
    return letters.length() < MIN_PART || letters.length() > MAX_LENGTH
        ? Optional.empty()
        : names.stream()
            .filter(name -> letters(name).length() >= MIN_PART)
            .filter(name -> letters(name).contains(letters) || letters.contains(letters(name)))
            .min(
                Comparator.comparingInt(
                    name -> Math.abs(letters(name).length() - letters.length())));
  }

  private static String letters(String label) {
    return normal(label).replace("_", "");
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

package dev.importer.schema;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which field of a schema each label means: the one of the same {@linkplain #normal normal form},
 * or else the only one of the same {@linkplain #bare bare form}. Not thread-safe while labels are
 * claimed.
 */
final class Labels {

  private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]+");

  /** Separators, and marks that people put beside a label without meaning another thing by it. */
  private static final Pattern MARKS =
      Pattern.compile("[\\p{Pd}\\p{Pc}\\s\\p{Z}\\p{Cf}.:*'\"\u2019]+");

  private static final int NO_FIELD = -1;
  private static final int SEVERAL_FIELDS = -2;

  /** The labels as they were claimed, which saves most a search for their forms. */
  private final Map<String, Integer> exactFields = new HashMap<>();

  private final Map<String, Integer> fields = new HashMap<>();
  private final Map<String, Integer> bareFields = new HashMap<>();

  /** The form that labels meaning the same field share. */
  static String normal(String label) {
    return SEPARATORS.matcher(label.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /**
   * The letters and digits of a label without regard to case, separators and marks, so that {@code
   * E-Mail}, {@code E_MAIL}, {@code e.mail} and {@code Email:} are the same. Accents count, because
   * they make other words. Where a mark stands before a digit it may be part of a number, {@code
   * 2019-20} or {@code -5}: unless a letter stands before it, it counts.
   */
  static String bare(String label) {
    String text = Normalizer.normalize(label.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return MARKS.matcher(text).replaceAll(marks -> isOfNumber(text, marks) ? "_" : "");
  }

  private static boolean isOfNumber(String text, MatchResult marks) {
    boolean beforeDigit =
        marks.end() < text.length() && Character.isDigit(text.codePointAt(marks.end()));
    boolean afterLetter =
        marks.start() > 0 && !Character.isDigit(text.codePointBefore(marks.start()));
    return beforeDigit && !afterLetter;
  }

  /**
   * Lets a label mean a field from now on.
   *
   * @return whether it could: false if another field has it already
   */
  boolean claim(String label, int field) {
    String bare = bare(label);
    if (!bare.isEmpty()) {
      bareFields.merge(bare, field, (one, other) -> one.equals(other) ? one : SEVERAL_FIELDS);
    }
    exactFields.put(label, field);
    Integer earlier = fields.putIfAbsent(normal(label), field);
    return earlier == null || earlier == field;
  }

  /** The position of the field that a label means, 0-based, or -1. */
  int fieldOf(String label) {
    Integer exact = exactFields.get(label);
    if (exact != null) {
      return exact;
    }
    Integer field = fields.get(normal(label));
    return field != null
        ? field
        : Math.max(NO_FIELD, bareFields.getOrDefault(bare(label), NO_FIELD));
  }
}

package dev.importer.internal.check;

import dev.importer.internal.clean.SpreadsheetNotation;
import dev.importer.internal.text.VisibleText;
import dev.importer.schema.Field;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a refused cell that one of the options of cleaning would make valid.
 *
 * @param words which option that is, and what it would do
 */
record CleaningHint(String words) {

  /** What would become of a text. */
  enum Judgement {
    VALID,
    NO_VALUE,
    INVALID
  }

  /** What people and programs write where there is no value. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "n/a", "na", "#n/a", "nan", "null", "(null)", "none", "nil", "\\n", "-", "--", "\u2013",
          "\u2014", ".", "?", "unknown", "missing", "tbd", "k.a.");

  /** The hint for a cell; null if no option would help. */
  static @Nullable CleaningHint of(String cell, Field field, Function<String, Judgement> judge) {
    String stripped = VisibleText.strip(cell);
    boolean padded = stripped.length() < cell.length();
    String inside = SpreadsheetNotation.inside(stripped);
    if (inside != null) {
      return ofInside(inside, padded, judge);
    }
    return padded ? ofPadded(stripped, judge) : ofPlaceholder(cell, field);
  }

  private static @Nullable CleaningHint ofPadded(
      String stripped, Function<String, Judgement> judge) {
    return switch (judge.apply(stripped)) {
      case VALID ->
          new CleaningHint("without the white space around it this would be valid: use trim");
      case NO_VALUE ->
          new CleaningHint(
              "without the white space there would be no value, which is valid here: use trim");
      case INVALID -> null;
    };
  }

  private static @Nullable CleaningHint ofInside(
      String inside, boolean padded, Function<String, Judgement> judge) {
    if (!padded && judge.apply(inside) != Judgement.INVALID) {
      return new CleaningHint("without what spreadsheets put around it this is valid: use unwrap");
    }
    String stripped = VisibleText.strip(inside);
    boolean both = padded || stripped.length() < inside.length();
    return both && judge.apply(stripped) != Judgement.INVALID
        ? new CleaningHint(
            "without white space and what spreadsheets put around it this is valid: use unwrap and"
                + " trim")
        : null;
  }

  /** A field whose name has a colon cannot be named by the option. */
  private static @Nullable CleaningHint ofPlaceholder(String cell, Field field) {
    boolean fits = isPlaceholder(cell) && !field.isRequired() && field.name().indexOf(':') < 0;
    return fits
        ? new CleaningHint(
            "if it stands for no value, use replace="
                + VisibleText.of(field.name())
                + ":"
                + cell
                + "=")
        : null;
  }

  /** Whether a text is one that people and programs write where there is no value. */
  static boolean isPlaceholder(String text) {
    return PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT));
  }
}

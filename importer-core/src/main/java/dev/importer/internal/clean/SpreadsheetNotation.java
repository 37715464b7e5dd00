package dev.importer.internal.clean;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What programs put around a value so that a spreadsheet takes it for text. */
public final class SpreadsheetNotation {

  /** What a formula of nothing but a text begins with; it ends with a quote. */
  private static final String FORMULA_START = "=\"";

  private static final int SHORTEST_FORMULA = 3;

  /** From this many digits on, spreadsheets write a number with an exponent. */
  private static final int LONG_NUMBER = 12;

  /**
   * An apostrophe before what would be a formula, lose its zeros or its last digits; a text in
   * apostrophes is none.
   */
  private static final Pattern GUARDED =
      Pattern.compile(
          "'(?:[-=+@\\t\\r].*[^']|0[0-9]+|[0-9]{" + LONG_NUMBER + ",})", Pattern.DOTALL);

  private SpreadsheetNotation() {}

  /** Whether the cell is a text wrapped as a formula, {@code ="01234"}. */
  public static boolean isWrapped(String cell) {
    int last = cell.length() - 1;
    if (last + 1 < SHORTEST_FORMULA
        || !cell.startsWith(FORMULA_START)
        || cell.charAt(last) != '"') {
      return false;
    }
    for (int i = FORMULA_START.length(); i < last; i++) {
      if (cell.charAt(i) == '"') {
        i++;
        if (i == last || cell.charAt(i) != '"') {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the cell is the beginning of such a text, which a delimiter in it has cut off. */
  public static boolean isCutOff(String cell) {
    return cell.startsWith(FORMULA_START) && !isWrapped(cell) && quotes(cell) % 2 == 1;
  }

  /** Whether an apostrophe stands before the value and keeps it from being changed. */
  public static boolean isGuarded(String cell) {
    return cell.length() > 2 && cell.charAt(0) == '\'' && GUARDED.matcher(cell).matches();
  }

  /** The text that is wrapped or guarded; null if the cell is neither. */
  public static @Nullable String inside(String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    return switch (cell.charAt(0)) {
      case '=' ->
          isWrapped(cell)
              ? cell.substring(FORMULA_START.length(), cell.length() - 1).replace("\"\"", "\"")
              : null;
      case '\'' -> isGuarded(cell) ? cell.substring(1) : null;
      default -> null;
    };
  }

  private static long quotes(String cell) {
    return cell.chars().filter(c -> c == '"').count();
  }
}

package dev.importer.internal.correct;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running a cell as a formula. A cell that begins with {@code = + - @}, a
 * tab or a carriage return gets an apostrophe in front, unless it is a plain number; so does one
 * that begins with an apostrophe itself. Whoever removes one leading apostrophe has the cell as it
 * was.
 */
public final class FormulaGuard {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private FormulaGuard() {}

  /** The cell with an apostrophe in front if it needs one. */
  public static String guarded(String cell) {
    if (cell.isEmpty()) {
      return cell;
    }
    return switch (cell.charAt(0)) {
      case '=', '@', '\t', '\r', '\'' -> "'" + cell;
      case '+', '-' -> NUMBER.matcher(cell).matches() ? cell : "'" + cell;
      default -> cell;
    };
  }

  /**
   * The cell as it was before it was guarded; one that cannot come from the guard stays as it is.
   */
  static String unguarded(String cell) {
    if (cell.length() < 2 || cell.charAt(0) != '\'') {
      return cell;
    }
    String inner = cell.substring(1);
    return guarded(inner).equals(cell) ? inner : cell;
  }
}

package dev.importer.internal.rows;

import dev.importer.internal.clean.SpreadsheetNotation;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What spreadsheet programs do to cells.
 *
 * <p>A look at a few characters tells most cells from such ones, so that plain rows cost nothing.
 */
enum SpreadsheetDamage {
  SHORTENED("a long number is written with an exponent, so that its last digits are lost", ""),
  ERROR_VALUE("an error value stands in place of the value", ""),
  HIDDEN("number signs stand in place of the value, whose column was too narrow", ""),
  WRAPPED("the value is wrapped as a formula, =\"…\"", "; the option unwrap reads the text inside"),
  CUT_OFF(
      "the value is wrapped as a formula, =\"…\", and a delimiter in it has cut it into pieces",
      "; quote the whole cell and double the quotes in it"),
  GUARDED("an apostrophe before the value is part of it", "; the option unwrap removes it"),
  DATE_SERIAL("the number of a day stands in place of a date", "; export the column as dates");

  /** From this many digits on, spreadsheets write a number with an exponent. */
  static final int LONG_NUMBER = 12;

  /** {@code E+12}, and the same after one digit. */
  private static final int EXPONENT_LENGTH = 4;

  private static final int SHORTEST_EXPONENT = EXPONENT_LENGTH + 1;

  /** The days from 1954 to 2119 are counted in five digits that begin with 2 to 7. */
  private static final int SERIAL_DIGITS = 5;

  private static final Pattern EXPONENT = Pattern.compile("-?[0-9](?:[.,][0-9]+)?E\\+[1-9][0-9]");

  private static final Set<String> ERROR_VALUES =
      Set.of(
          "#REF!",
          "#N/A",
          "#VALUE!",
          "#DIV/0!",
          "#NAME?",
          "#NUM!",
          "#NULL!",
          "#SPILL!",
          "#CALC!",
          "#FIELD!",
          "#BLOCKED!",
          "#UNKNOWN!",
          "#CONNECT!",
          "#BUSY!",
          "#GETTING_DATA",
          "#ERROR!");

  private final String words;
  private final String advice;

  SpreadsheetDamage(String words, String advice) {
    this.words = words;
    this.advice = advice;
  }

  /** What was done to the value, and what helps. */
  String sentence() {
    return words + ", as spreadsheets do it" + advice;
  }

  /** Whether a cell of at least three characters is worth a closer look. */
  static boolean isPossible(String text, char first) {
    if (first < '0' || first == '=') {
      return first == '=' || first == '#' || first == '\'' || mayBeShortened(text);
    }
    return mayBeShortened(text);
  }

  private static boolean mayBeShortened(String text) {
    int length = text.length();
    return length >= SHORTEST_EXPONENT && text.charAt(length - EXPONENT_LENGTH) == 'E';
  }

  /** What was done to a cell that is worth a closer look; null if it is none of that. */
  static @Nullable SpreadsheetDamage of(String text) {
    return switch (text.charAt(0)) {
      case '=' ->
          SpreadsheetNotation.isWrapped(text)
              ? WRAPPED
              : SpreadsheetNotation.isCutOff(text) ? CUT_OFF : null;
      case '#' -> ERROR_VALUES.contains(text) ? ERROR_VALUE : isHidden(text) ? HIDDEN : null;
      case '\'' -> SpreadsheetNotation.isGuarded(text) ? GUARDED : null;
      default -> EXPONENT.matcher(text).matches() ? SHORTENED : null;
    };
  }

  private static boolean isHidden(String text) {
    return text.chars().allMatch(c -> c == '#');
  }

  /** Whether the text is a whole number that is long enough to be shortened. */
  static boolean isLongNumber(String text) {
    return text.length() >= LONG_NUMBER && digits(text, 0) == text.length();
  }

  /** Whether a text of this length is worth a closer look at whether it is the number of a day. */
  static boolean mayBeDateSerial(String text, int length) {
    return length == SERIAL_DIGITS || (length > SERIAL_DIGITS && text.charAt(SERIAL_DIGITS) == '.');
  }

  /** Whether the text may be the number of a day: {@code 43831}, or with a time {@code 45000.5}. */
  static boolean isDateSerial(String text) {
    int length = text.length();
    boolean sized =
        length == SERIAL_DIGITS
            || (length > SERIAL_DIGITS + 1 && text.charAt(SERIAL_DIGITS) == '.');
    char first = text.charAt(0);
    if (!sized || first < '2' || first > '7' || digits(text, 0) != SERIAL_DIGITS) {
      return false;
    }
    return length == SERIAL_DIGITS || digits(text, SERIAL_DIGITS + 1) == length - SERIAL_DIGITS - 1;
  }

  /** Whether the text begins with three numbers and the same mark between them, as dates do. */
  static boolean isLikeDate(String text) {
    int first = digits(text, 0);
    if (first == 0 || first > SERIAL_DIGITS - 1 || first >= text.length()) {
      return false;
    }
    char mark = text.charAt(first);
    int second = mark == '-' || mark == '/' || mark == '.' ? digits(text, first + 1) : 0;
    int next = first + 1 + second;
    if (second == 0 || second > 2 || next >= text.length() || text.charAt(next) != mark) {
      return false;
    }
    int third = digits(text, next + 1);
    int end = next + 1 + third;
    boolean year = first == SERIAL_DIGITS - 1 ? third <= 2 : first <= 2 && third <= 4;
    return year
        && third > 0
        && (end == text.length() || text.charAt(end) == ' ' || text.charAt(end) == 'T');
  }

  /** How many digits stand from here on. */
  private static int digits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }
}

package dev.importer.internal.detect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a cell looks like, as far as it tells how a file is written. It decides no conversion. */
enum CellKind {
  /** Nothing but white space. */
  EMPTY,
  /** A number, in any country's way to write it, perhaps with a currency or a percent sign. */
  NUMBER,
  /** A date, a time or both. */
  MOMENT,
  /** A truth value in words. */
  TRUTH,
  /** An address: of a page, of a mailbox, of a machine, or a UUID. */
  ADDRESS,
  /** Words. */
  TEXT,
  /** What whole cells seldom look like: another delimiter inside, a quote or bracket left over. */
  ODD;

  private static final int LONGEST_VALUE = 48;
  private static final int LONGEST_ADDRESS = 200;
  private static final int LENGTH_OF_UUID = 36;

  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\(?[+-]?[$€£¥]?[+-]?(?:\\d{1,3}(?:[.,'\\u2019 \\u00a0\\u202f]\\d{3})+|\\d+|(?=[.,]\\d))"
              + "(?:[.,]\\d+|[.,])?(?:[eE][+-]?\\d+)?[ \\u00a0]?[%€$£¥]?\\)?");

  private static final String DATES =
      "(?:\\d{4}([-/.])\\d{1,2}(?:\\1\\d{1,2})?"
          + "|\\d{1,2}([-/.])\\d{1,2}\\2(?:\\d{4}|\\d{2})"
          + "|\\d{1,2}[- .]{1,2}\\p{L}{3,9}[- .,]{1,2}\\d{2,4}"
          + "|\\p{L}{3,9}[. ]{1,2}\\d{1,2},? \\d{4})";

  private static final String TIMES =
      "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[AaPp]\\.?[Mm]\\.?)?"
          + "(?: ?(?:Z|[A-Z]{3,4}|[+-]\\d{2}(?::?\\d{2})?))?";

  private static final Pattern MOMENTS = Pattern.compile(DATES + "(?:[T ]" + TIMES + ")?|" + TIMES);

  private static final Pattern ADDRESSES =
      Pattern.compile(
          "\\p{L}{2,10}://[^\\s,;|\"]+|[^\\s@,;|\"]+@[^\\s@,;|\"]+\\.\\p{L}{2,}"
              + "|\\d{1,3}(?:\\.\\d{1,3}){3}|(?:\\p{XDigit}{0,4}:){3,7}\\p{XDigit}{1,4}|\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no");

  /** The kind of a cell. */
  static CellKind of(String cell) {
    String text = cell.strip();
    if (text.isEmpty()) {
      return EMPTY;
    }
    // The patterns are only asked where they can match, because every cell of a sample comes here.
    if (text.length() <= LONGEST_VALUE) {
      boolean digits = holdsDigit(text);
      if (digits && !Character.isLetter(text.charAt(0)) && NUMBERS.matcher(text).matches()) {
        return NUMBER;
      }
      if (digits && text.length() > 3 && MOMENTS.matcher(text).matches()) {
        return MOMENT;
      }
      if (text.length() <= 5 && TRUTHS.contains(text.toLowerCase(Locale.ROOT))) {
        return TRUTH;
      }
    }
    if (mayBeAddress(text) && ADDRESSES.matcher(text).matches()) {
      return ADDRESS;
    }
    return isWords(text) ? TEXT : ODD;
  }

  private static boolean mayBeAddress(String text) {
    return text.length() <= LONGEST_ADDRESS
        && (text.indexOf('@') > 0
            || text.indexOf(':') >= 0
            || text.length() == LENGTH_OF_UUID
            || (text.indexOf('.') > 0 && Character.isDigit(text.charAt(0))));
  }

  /** Whether the cell is more than words: something that labels seldom are. */
  boolean isValue() {
    return this == NUMBER || this == MOMENT || this == TRUTH || this == ADDRESS;
  }

  private static boolean holdsDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isWords(String text) {
    int brackets = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\t', '|', '~', '^' -> {
          return false;
        }
        case ';' -> {
          // A semicolon of a sentence is followed by a blank.
          if (i + 1 == text.length() || !Character.isWhitespace(text.charAt(i + 1))) {
            return false;
          }
        }
        case ',' -> {
          // A comma of a sentence is followed by a blank, or by a word if somebody was in a hurry.
          if (i + 1 == text.length() || !isAfterComma(text.charAt(i + 1))) {
            return false;
          }
        }
        case '(', '[', '{' -> brackets++;
        case ')', ']', '}' -> brackets--;
        default -> {
          // all else is found in words
        }
      }
    }
    return brackets == 0 && !isQuote(text.charAt(0)) && !isQuote(text.charAt(text.length() - 1));
  }

  private static boolean isAfterComma(char c) {
    return Character.isWhitespace(c) || Character.isLetter(c);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}

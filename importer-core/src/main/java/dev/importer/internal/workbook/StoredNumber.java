package dev.importer.internal.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The text of a number as a workbook stores it. What a person typed as {@code 1.1} is stored as
 * {@code 1.1000000000000001} by some programs, and as {@code 4.00638E+12} if it is long.
 */
final class StoredNumber {

  /** Spreadsheet programs keep no more. */
  static final int DIGITS_KEPT = 15;

  private static final MathContext AS_KEPT = new MathContext(DIGITS_KEPT, RoundingMode.HALF_EVEN);

  /** Numbers that take more are written with an exponent. */
  private static final int MOST_CHARACTERS = 25;

  /** No double needs more; what is longer is left as it is. */
  private static final int LONGEST = 1_100;

  /** No double has a larger exponent, nor a smaller one. */
  private static final int LARGEST_EXPONENT = 400;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private StoredNumber() {}

  /**
   * The number in the least surprising notation: with at most {@value #DIGITS_KEPT} significant
   * digits as it is stored, or else in that many if they are the same double; without an exponent
   * if it is not long.
   *
   * @return null if the characters are no number
   */
  static @Nullable String of(char[] characters, int start, int end) {
    return isOrdinary(characters, start, end)
        ? new String(characters, start, end - start)
        : normalized(new String(characters, start, end - start));
  }

  /** Whether these are at most 15 digits, perhaps with a sign and a point among them. */
  private static boolean isOrdinary(char[] characters, int start, int end) {
    int first = start < end && characters[start] == '-' ? start + 1 : start;
    int point = -1;
    for (int i = first; i < end; i++) {
      char c = characters[i];
      if (c == '.' && point < 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    int integers = (point < 0 ? end : point) - first;
    int digits = point < 0 ? end - first : end - first - 1;
    return integers > 0
        && digits <= DIGITS_KEPT
        && point != end - 1
        && (characters[first] != '0' || (integers == 1 && (point >= 0 || first == start)));
  }

  private static @Nullable String normalized(String stored) {
    if (stored.length() > LONGEST) {
      return isDigits(stored) ? stored : null;
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(stored);
    } catch (NumberFormatException e) {
      return null;
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    if (Math.abs((long) stripped.precision() - stripped.scale()) > LARGEST_EXPONENT) {
      return stored;
    }
    if (stripped.precision() > DIGITS_KEPT) {
      BigDecimal kept = stripped.round(AS_KEPT).stripTrailingZeros();
      if (kept.doubleValue() == stripped.doubleValue()) {
        return written(kept, kept.toString());
      }
    }
    boolean hasExponent = stored.indexOf('E') >= 0 || stored.indexOf('e') >= 0;
    // A zero that was written at the end says how exact the number is, except before an exponent.
    return written(hasExponent ? stripped : exact, stored);
  }

  private static String written(BigDecimal number, String otherwise) {
    return plainLength(number) <= MOST_CHARACTERS ? number.toPlainString() : otherwise;
  }

  private static int plainLength(BigDecimal number) {
    int integers = Math.max(1, number.precision() - number.scale());
    return integers + Math.max(0, number.scale());
  }

  private static boolean isDigits(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return text.chars().skip(start).allMatch(c -> (c >= '0' && c <= '9') || c == '.')
        && text.indexOf('.') == text.lastIndexOf('.');
  }

  /** The value of a number as {@link #of} gives it. */
  static double valueOf(String number) {
    long digits = 0;
    int decimals = -1;
    int length = number.length();
    for (int i = 0; i < length; i++) {
      char c = number.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        decimals += decimals < 0 ? 0 : 1;
      } else if (c == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return Double.parseDouble(number);
      }
    }
    // A quotient of two numbers that a double holds exactly is as exact as a double can be.
    return length > DIGITS_KEPT + 1 || decimals >= POWERS_OF_TEN.length
        ? Double.parseDouble(number)
        : digits / POWERS_OF_TEN[Math.max(0, decimals)];
  }

  /**
   * Whether a number has more digits than spreadsheet programs keep, from the first that is not
   * zero on; zeros at the end of a whole number count, because they may have been other digits.
   */
  static boolean isLong(String number) {
    int digits = 0;
    int zeros = 0;
    boolean point = false;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == '.') {
        point = true;
      } else if (c == 'E' || c == 'e') {
        break;
      } else if (c >= '1' && c <= '9') {
        digits += zeros + 1;
        zeros = 0;
      } else if (c == '0' && digits > 0) {
        zeros++;
      }
    }
    return (point ? digits : digits + zeros) > DIGITS_KEPT;
  }
}

package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Casts to whole and decimal numbers (XML Schema integer and decimal, with an exponent). */
public final class NumberCasts {

  /**
   * A number of more digits than this is refused: no data has one, and arithmetic on it is slow.
   */
  private static final int MAX_DIGITS = 1_000;

  private static final int MAX_LONG_DIGITS = 18;

  private NumberCasts() {}

  /** A {@link Long}, or a {@link BigInteger} where that is too small. */
  static Object toInteger(Object cell) {
    Object whole = integer(cell);
    return whole == null
        ? new Unfit(Quoted.of(cell) + " is not an integer" + hint(cell, FieldType.INTEGER))
        : whole;
  }

  /** The same; null if it is none. */
  static @Nullable Object integer(Object cell) {
    if (cell instanceof Long || cell instanceof BigInteger) {
      return cell;
    }
    if (cell instanceof BigDecimal decimal && isWhole(decimal)) {
      return narrow(decimal.toBigIntegerExact());
    }
    return cell instanceof String text ? wholeNumber(text) : null;
  }

  /** What a text of digits says, or one with a point and nothing but zeros after them, or null. */
  private static @Nullable Object wholeNumber(String text) {
    int digits = countDigits(text);
    if (digits == 0) {
      int point = text.indexOf('.');
      return point > 0 && isZeros(text, point + 1) ? wholeNumber(text.substring(0, point)) : null;
    }
    if (digits <= MAX_LONG_DIGITS) {
      return Long.parseLong(text);
    }
    return digits <= MAX_DIGITS ? narrow(new BigInteger(text)) : null;
  }

  /** Whether there are zeros from here on, at least one, and nothing else. */
  private static boolean isZeros(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) == '0') {
      at++;
    }
    return at > start && at == text.length();
  }

  private static String hint(Object cell, FieldType type) {
    return cell instanceof String text
        ? NumberForm.hint(text, type, TypeOptions.OfNumber.DEFAULT)
        : "";
  }

  /**
   * A {@link Long}, {@link BigInteger} or {@link BigDecimal} with the digits of the source, or a
   * {@link Double} for what no digits write: NaN, INF and -INF.
   */
  static Object toNumber(Object cell) {
    Object number = number(cell);
    return number == null
        ? new Unfit(Quoted.of(cell) + " is not a number" + hint(cell, FieldType.NUMBER))
        : number;
  }

  /** The same; null if it is none, and {@link Unfit} if its exponent is too large. */
  static @Nullable Object number(Object cell) {
    if (cell instanceof Number) {
      return cell;
    }
    if (!(cell instanceof String text)) {
      return null;
    }
    Object plain = plainNumber(text);
    if (plain != null) {
      return plain;
    }
    if (text.length() <= MAX_DIGITS && isDecimal(text)) {
      try {
        return countDigits(text) > 0 ? wholeNumber(text) : new BigDecimal(text);
      } catch (NumberFormatException e) {
        // An exponent beyond the range of BigDecimal is the one thing the lexical check lets pass.
        return new Unfit(Quoted.of(cell) + " has an exponent that is too large");
      }
    }
    return special(text);
  }

  /** NaN, INF and -INF in any case; null for other texts. */
  static @Nullable Object special(String text) {
    if (text.equalsIgnoreCase("NaN")) {
      return Double.NaN;
    } else if (text.equalsIgnoreCase("INF")) {
      return Double.POSITIVE_INFINITY;
    }
    return text.equalsIgnoreCase("-INF") ? Double.NEGATIVE_INFINITY : null;
  }

  /** Exact for numbers of any size, without expanding an exponent; not for NaN and INF. */
  public static BigDecimal toDecimal(Object number) {
    return Objects.requireNonNull(finite(number));
  }

  /** The same; null for what is no number, NaN and INF. */
  static @Nullable BigDecimal finite(@Nullable Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    } else if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    return value instanceof BigDecimal number ? number : null;
  }

  private static boolean isWhole(BigDecimal decimal) {
    // The scale is looked at first, because 1e1000000000 would have a thousand million digits.
    if (decimal.scale() < -MAX_DIGITS || decimal.scale() > MAX_DIGITS) {
      return false;
    }
    return decimal.stripTrailingZeros().scale() <= 0;
  }

  static Object narrow(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  /** A number of few digits and no exponent, read in one pass; null for every other text. */
  private static @Nullable Object plainNumber(String text) {
    int start = hasSign(text) ? 1 : 0;
    if (text.length() - start > MAX_LONG_DIGITS) {
      return null;
    }
    long digits = 0;
    int point = -1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Digits.isDigit(c)) {
        digits = 10 * digits + (c - '0');
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return null;
      }
    }
    int length = text.length() - start - (point < 0 ? 0 : 1);
    if (length == 0) {
      return null;
    }
    long signed = text.charAt(0) == '-' ? -digits : digits;
    return point < 0 ? (Object) signed : BigDecimal.valueOf(signed, text.length() - 1 - point);
  }

  /** How many digits a whole number has, or 0 if the text is not a sign and ASCII digits. */
  private static int countDigits(String text) {
    int start = hasSign(text) ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (!Digits.isDigit(text.charAt(i))) {
        return 0;
      }
    }
    return text.length() - start;
  }

  private static boolean isDecimal(String text) {
    int i = hasSign(text) ? 1 : 0;
    int digits = 0;
    boolean point = false;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Digits.isDigit(c)) {
        digits++;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0 || i == text.length()) {
      return digits > 0;
    }
    boolean exponent = text.charAt(i) == 'e' || text.charAt(i) == 'E';
    return exponent && countDigits(text.substring(i + 1)) > 0;
  }

  private static boolean hasSign(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
  }
}

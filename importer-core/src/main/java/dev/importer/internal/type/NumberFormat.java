package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import org.jspecify.annotations.Nullable;

/**
 * Cast to numbers that are written with a decimal character of their own, in groups, or with a unit
 * around them.
 *
 * <p>Groups have three digits, those before the last one two or three: {@code 12,34} is a slip of
 * the decimal character, not 1234. What stands around a number may not change what it means: a sign
 * that is apart from the digits, and parentheses around them, are refused unless the field has
 * negative numbers in this form.
 */
final class NumberFormat implements Cast {

  private static final int GROUP_DIGITS = 3;
  private static final int SMALL_GROUP_DIGITS = 2;

  private final FieldType type;
  private final TypeOptions.OfNumber options;
  private final String decimalChar;
  private final String groupChar;
  private final boolean bare;
  private final @Nullable NegativeNumbers negatives;

  NumberFormat(FieldType type, TypeOptions.OfNumber options) {
    this.type = type;
    this.decimalChar = options.decimalChar();
    this.groupChar = options.groupChar();
    this.bare = options.bareNumber();
    this.options = options;
    this.negatives =
        options.negatives().isEmpty()
            ? null
            : new NegativeNumbers(options.negatives(), decimalChar, bare);
  }

  @Override
  public Object apply(Object cell) {
    Object value = value(cell);
    return value == null || value instanceof Unfit ? unfit(cell) : value;
  }

  /** Whether a text is a number of the field. */
  boolean isNumber(String text) {
    Object value = value(text);
    return value != null && !(value instanceof Unfit);
  }

  private @Nullable Object value(Object cell) {
    if (cell instanceof String text) {
      String usual = negatives == null ? text : negatives.plain(text);
      String number = bare ? usual : core(usual);
      String plain = number == null ? null : plain(number);
      return plain == null ? special(text) : cast(plain);
    }
    return cast(cell);
  }

  private @Nullable Object cast(Object cell) {
    return type == FieldType.INTEGER ? NumberCasts.integer(cell) : NumberCasts.number(cell);
  }

  private @Nullable Object special(String text) {
    return type == FieldType.NUMBER ? NumberCasts.special(text) : null;
  }

  private Unfit unfit(Object cell) {
    return new Unfit(
        Quoted.of(cell)
            + (type == FieldType.INTEGER ? " is not an integer" : " is not a number")
            + (options.equals(TypeOptions.OfNumber.DEFAULT) || !(cell instanceof String)
                ? ""
                : " as its field writes them")
            + (cell instanceof String text ? NumberForm.hint(text, type, options) : ""));
  }

  /** From the first digit, with a sign right before it, to the last one; null if none is clear. */
  private @Nullable String core(String text) {
    int start = 0;
    while (start < text.length() && !isNumberStart(text, start)) {
      start++;
    }
    int end = text.length();
    while (end > start && !Digits.isDigit(text.charAt(end - 1))) {
      end--;
    }
    if (start > 0 && isSign(text.charAt(start - 1))) {
      start--;
    }
    boolean doubtful =
        hasSign(text, 0, start)
            || hasSign(text, end, text.length())
            || (text.lastIndexOf('(', start) >= 0 && text.indexOf(')', end) >= 0);
    return start >= end || doubtful ? null : text.substring(start, end);
  }

  private boolean isNumberStart(String text, int at) {
    int digit =
        type == FieldType.NUMBER && text.startsWith(decimalChar, at)
            ? at + decimalChar.length()
            : at;
    return digit < text.length() && Digits.isDigit(text.charAt(digit));
  }

  private static boolean hasSign(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (isSign(text.charAt(i)) || text.charAt(i) == '\u2212' || text.charAt(i) == '\u2013') {
        return true;
      }
    }
    return false;
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }

  /**
   * The number with a point and without groups, or null if the groups are not in order. Whether the
   * rest is a number is for the cast to say.
   */
  private @Nullable String plain(String number) {
    StringBuilder out = new StringBuilder(number.length());
    int start = !number.isEmpty() && isSign(number.charAt(0)) ? 1 : 0;
    out.append(number, 0, start);
    int end = appendWhole(number, start, out);
    if (end < 0 || end == number.length()) {
      return end < 0 ? null : out.toString();
    }
    if (number.startsWith(decimalChar, end)) {
      out.append('.').append(number, end + decimalChar.length(), number.length());
      return out.toString();
    }
    boolean exponent = number.charAt(end) == 'e' || number.charAt(end) == 'E';
    return exponent ? out.append(number, end, number.length()).toString() : null;
  }

  /** Appends the digits before the fraction; where they end, or -1 if a group is not in order. */
  private int appendWhole(String number, int start, StringBuilder out) {
    int at = start;
    int groups = 0;
    while (true) {
      int digits = Digits.count(number, at, number.length());
      out.append(number, at, at + digits);
      at += digits;
      boolean more = !groupChar.isEmpty() && number.startsWith(groupChar, at);
      boolean sized =
          groups == 0
              ? !more || (digits >= 1 && digits <= GROUP_DIGITS)
              : digits == GROUP_DIGITS || (more && digits == SMALL_GROUP_DIGITS);
      if (!sized || !more) {
        return sized ? at : -1;
      }
      groups++;
      at += groupChar.length();
    }
  }
}

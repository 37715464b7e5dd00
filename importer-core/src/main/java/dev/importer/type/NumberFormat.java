package dev.importer.type;

import org.jspecify.annotations.Nullable;

/**
 * Cast to numbers that are written with a decimal character of their own, in groups, or with a unit
 * around them.
 *
 * <p>Groups have three digits, those before the last one two or three: {@code 12,34} is a slip of
 * the decimal character, not 1234. What stands around a number may not change what it means: a sign
 * that is apart from the digits, and brackets around them, are refused.
 */
final class NumberFormat implements Cast {

  private final FieldType type;
  private final String decimalChar;
  private final String groupChar;
  private final boolean bare;

  NumberFormat(FieldType type, TypeOptions.OfNumber options) {
    this.type = type;
    this.decimalChar = type == FieldType.INTEGER ? "" : options.decimalChar();
    this.groupChar = options.groupChar();
    this.bare = options.bareNumber();
  }

  @Override
  public Object apply(Object cell) {
    if (cell instanceof String text) {
      String number = bare ? text : core(text);
      String plain = number == null ? null : plain(number);
      Object value = plain == null ? special(text) : cast(plain);
      return value == null || value instanceof Unfit ? unfit(cell) : value;
    }
    return cast(cell);
  }

  private Object cast(Object cell) {
    return type == FieldType.INTEGER ? NumberCasts.toInteger(cell) : NumberCasts.toNumber(cell);
  }

  private @Nullable Object special(String text) {
    return type == FieldType.NUMBER ? NumberCasts.special(text) : null;
  }

  private Unfit unfit(Object cell) {
    return new Unfit(
        Quoted.of(cell)
            + (type == FieldType.INTEGER ? " is not an integer" : " is not a number")
            + (groupChar.isEmpty() && decimalChar.equals(".") && bare
                ? ""
                : " as its field writes them"));
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
        !decimalChar.isEmpty() && text.startsWith(decimalChar, at) ? at + decimalChar.length() : at;
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

  /** The number with a point and without groups, or null if the groups are not in order. */
  private @Nullable String plain(String number) {
    StringBuilder out = new StringBuilder(number.length());
    int i = 0;
    if (!number.isEmpty() && isSign(number.charAt(0))) {
      out.append(number.charAt(0));
      i++;
    }
    int group = 0;
    int groups = 0;
    boolean whole = true;
    while (i < number.length()) {
      char c = number.charAt(i);
      if (Digits.isDigit(c)) {
        out.append(c);
        group++;
        i++;
      } else if (whole && !groupChar.isEmpty() && number.startsWith(groupChar, i)) {
        boolean sized = groups == 0 ? group >= 1 && group <= 3 : group == 2 || group == 3;
        if (!sized) {
          return null;
        }
        groups++;
        group = 0;
        i += groupChar.length();
      } else if (whole && !decimalChar.isEmpty() && number.startsWith(decimalChar, i)) {
        whole = false;
        if (groups > 0 && group != 3) {
          return null;
        }
        out.append('.');
        i += decimalChar.length();
      } else if ((c == 'e' || c == 'E') && type == FieldType.NUMBER) {
        if (whole && groups > 0 && group != 3) {
          return null;
        }
        return out.append(number, i, number.length()).toString();
      } else {
        return null;
      }
    }
    return whole && groups > 0 && group != 3 ? null : out.toString();
  }
}

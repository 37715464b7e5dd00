package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Forms in which people and programs write numbers, and which are no numbers of data: they are
 * refused, and the message says what to write instead.
 */
enum NumberForm {
  BRACKETS("brackets around a number are the accountants' minus"),
  MINUS_BEHIND("the minus stands behind the number"),
  OTHER_MINUS("its minus is another character than the one of the keyboard, U+002D"),
  OTHER_DIGITS("its digits are others than 0 to 9"),
  EXPONENT("it has an exponent, as spreadsheets give to long numbers; write all digits");

  private static final Pattern WITH_EXPONENT =
      Pattern.compile("[-+]?[0-9]+([.,][0-9]*)?[eE][-+]?[0-9]+");

  private final String words;

  NumberForm(String words) {
    this.words = words;
  }

  /** What is to be said of a text besides that it is no number; empty if nothing is. */
  static String hint(String text, FieldType type, Cast cast) {
    if (text.length() > Quoted.MAX_LENGTH) {
      return "";
    }
    for (NumberForm form : values()) {
      String usual = form == EXPONENT && type == FieldType.NUMBER ? null : form.usual(text);
      if (usual != null) {
        boolean fits = !usual.equals(text) && !(cast.apply(usual) instanceof Unfit);
        return ": " + form.words + (fits ? "; write " + usual : "");
      }
    }
    return "";
  }

  /** The text in the usual form, as far as it is known; null if it is not of this form. */
  private @Nullable String usual(String text) {
    int last = text.length() - 1;
    return switch (this) {
      case BRACKETS ->
          last > 1 && text.charAt(0) == '(' && text.charAt(last) == ')' && hasDigit(text)
              ? "-" + text.substring(1, last)
              : null;
      case MINUS_BEHIND ->
          last > 0 && isMinus(text.charAt(last)) && Digits.isDigit(text.charAt(last - 1))
              ? "-" + text.substring(0, last)
              : null;
      case OTHER_MINUS ->
          last > 0 && isOtherMinus(text.charAt(0)) && hasDigit(text)
              ? "-" + text.substring(1)
              : null;
      case OTHER_DIGITS -> ofDigits(text);
      case EXPONENT -> isWithExponent(text) ? text : null;
    };
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> Digits.isDigit((char) c));
  }

  private static boolean isMinus(char c) {
    return c == '-' || isOtherMinus(c);
  }

  /** The minus sign, the dashes and hyphens, and the small and the wide one. */
  private static boolean isOtherMinus(char c) {
    return c == '\u2212' || (c >= '\u2010' && c <= '\u2014') || c == '\ufe63' || c == '\uff0d';
  }

  private static @Nullable String ofDigits(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              int digit = Character.isDigit(character) ? Character.digit(character, 10) : -1;
              ascii.appendCodePoint(digit < 0 ? character : '0' + digit);
            });
    return ascii.toString().equals(text) ? null : ascii.toString();
  }

  /** Digits, perhaps with a point among them, and an exponent. */
  private static boolean isWithExponent(String text) {
    return WITH_EXPONENT.matcher(text).matches();
  }
}

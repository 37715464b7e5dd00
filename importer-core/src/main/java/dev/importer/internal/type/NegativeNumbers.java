package dev.importer.internal.type;

import dev.importer.type.NegativeForm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the minus of a negative number that is written in another form where a plain number has it.
 * A number that then has two signs is for the cast to refuse.
 */
final class NegativeNumbers {

  private final Set<NegativeForm> forms;
  private final String decimalChar;
  private final boolean bare;

  /**
   * Numbers of a field.
   *
   * @param forms how they may be written
   * @param decimalChar what stands before the fraction
   * @param bare whether nothing else may stand around them
   */
  NegativeNumbers(Set<NegativeForm> forms, String decimalChar, boolean bare) {
    this.forms = forms;
    this.decimalChar = decimalChar;
    this.bare = bare;
  }

  /** The number with a leading minus; the text itself if it is in none of the forms. */
  String plain(String text) {
    String other = inParentheses(text);
    if (other == null) {
      other = trailing(text);
    }
    return other == null ? leading(text) : other;
  }

  /** Other parentheses than those around the number leave nothing to read. */
  private @Nullable String inParentheses(String text) {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (!forms.contains(NegativeForm.PARENTHESES) || (open < 0 && close < 0)) {
      return null;
    }
    boolean around = open >= 0 && open <= firstDigit(text) && close > lastDigit(text);
    return !around || (bare && (open > 0 || close < text.length() - 1))
        ? ""
        : signed(
            text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1));
  }

  private @Nullable String trailing(String text) {
    int minus = lastDigit(text) + 1;
    boolean behind =
        forms.contains(NegativeForm.TRAILING_MINUS)
            && minus > 0
            && minus < text.length()
            && isMinus(text.charAt(minus));
    return !behind || (bare && minus < text.length() - 1)
        ? null
        : signed(text.substring(0, minus) + text.substring(minus + 1));
  }

  private String leading(String text) {
    int start = start(text);
    boolean other =
        forms.contains(NegativeForm.UNICODE_MINUS)
            && start > 0
            && Minus.isOther(text.charAt(start - 1));
    return other ? text.substring(0, start - 1) + '-' + text.substring(start) : text;
  }

  private boolean isMinus(char c) {
    return c == '-' || (forms.contains(NegativeForm.UNICODE_MINUS) && Minus.isOther(c));
  }

  private String signed(String text) {
    int start = start(text);
    return text.substring(0, start) + '-' + text.substring(start);
  }

  /** Where the number begins, be it with its decimal character. */
  private int start(String text) {
    int digit = firstDigit(text);
    int before = digit - decimalChar.length();
    return before >= 0 && text.startsWith(decimalChar, before) ? before : digit;
  }

  private static int firstDigit(String text) {
    int at = 0;
    while (at < text.length() && !Digits.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int lastDigit(String text) {
    int at = text.length() - 1;
    while (at >= 0 && !Digits.isDigit(text.charAt(at))) {
      at--;
    }
    return at;
  }
}

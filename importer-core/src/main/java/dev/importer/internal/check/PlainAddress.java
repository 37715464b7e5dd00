package dev.importer.internal.check;

/**
 * Recognises the addresses that nearly everybody has, such as {@code ann.lee@mail.example.com},
 * many times faster than a full parser. Whatever it does not recognise is for the full parser to
 * judge, so it only ever says yes where that says yes, too.
 */
final class PlainAddress {

  private static final int MAX_LOCAL_LENGTH = 64;
  private static final int MAX_LABEL_LENGTH = 63;

  private PlainAddress() {}

  static boolean matches(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at <= MAX_LOCAL_LENGTH
        && text.length() <= EmailRule.MAX_LENGTH
        && isLocalPart(text, at)
        && isDomain(text, at + 1);
  }

  /** Letters, digits, hyphens and underscores, with single dots in between. */
  private static boolean isLocalPart(String text, int end) {
    boolean afterDot = true;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.' ? afterDot : !isLetter(c) && !isDigit(c) && c != '_' && c != '-') {
        return false;
      }
      afterDot = c == '.';
    }
    return !afterDot;
  }

  /** Two labels at least, of letters and digits; the last one of letters only. */
  private static boolean isDomain(String text, int start) {
    int labels = 0;
    int labelStart = start;
    boolean onlyLetters = true;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (!isLabelLength(i - labelStart)) {
          return false;
        }
        labels++;
        labelStart = i + 1;
        onlyLetters = true;
      } else if (isDigit(c)) {
        onlyLetters = false;
      } else if (!isLetter(c)) {
        return false;
      }
    }
    int last = text.length() - labelStart;
    return labels > 0 && onlyLetters && last > 1 && isLabelLength(last);
  }

  private static boolean isLabelLength(int length) {
    return length > 0 && length <= MAX_LABEL_LENGTH;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

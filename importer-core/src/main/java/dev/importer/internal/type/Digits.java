package dev.importer.internal.type;

/** ASCII digits inside a text. Digits of other scripts are no digits of data. */
final class Digits {

  private Digits() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The number that these characters are, at most nine; -1 if one of them is no digit. */
  static int read(String text, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  /** How many digits stand here, at most so many. */
  static int count(String text, int start, int most) {
    int i = start;
    while (i < text.length() && i - start < most && isDigit(text.charAt(i))) {
      i++;
    }
    return i - start;
  }
}

package dev.importer.internal.workbook;

/** Reads whole numbers where they stand. */
final class WholeNumber {

  private static final int MAX_DIGITS = 9;

  private WholeNumber() {}

  /** A number of up to nine digits, or -1 if it is something else. */
  static int of(char[] characters, int start, int end) {
    int length = end - start;
    if (length < 1 || length > MAX_DIGITS) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = characters[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** A number of up to nine digits with white space around it, or -1 if it is something else. */
  static int of(String text) {
    String bare = text.strip();
    return of(bare.toCharArray(), 0, bare.length());
  }
}

package dev.importer.internal.type;

/** The characters that stand before negative numbers. */
final class Minus {

  private static final char MINUS_SIGN = '\u2212';
  private static final char HYPHEN = '\u2010';
  private static final char EM_DASH = '\u2014';
  private static final char SMALL_HYPHEN = '\ufe63';
  private static final char FULL_WIDTH_HYPHEN = '\uff0d';

  private Minus() {}

  /** The minus of ASCII, or another one. */
  static boolean isAny(char c) {
    return c == '-' || isOther(c);
  }

  /** The minus sign, the dashes and hyphens, and the small and the wide one. */
  static boolean isOther(char c) {
    return c == MINUS_SIGN
        || (c >= HYPHEN && c <= EM_DASH)
        || c == SMALL_HYPHEN
        || c == FULL_WIDTH_HYPHEN;
  }
}

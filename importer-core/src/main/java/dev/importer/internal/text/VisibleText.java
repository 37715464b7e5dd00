package dev.importer.internal.text;

import java.util.Locale;

/**
 * Makes a text readable inside a message: a character that nobody sees, such as a no-break space or
 * a byte order mark, is written as its code point, {@code <U+00A0>}.
 */
public final class VisibleText {

  private static final char DELETE = 0x7F;
  private static final char NON_JOINER = '\u200c';
  private static final char JOINER = '\u200d';
  private static final int FIRST_TAG = 0xE0020;
  private static final int LAST_TAG = 0xE007F;

  private VisibleText() {}

  /** The text with every invisible character written out; the text itself if it has none. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(VisibleText::isInvisible)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            character -> {
              if (isInvisible(character)) {
                visible.append(String.format(Locale.ROOT, "<U+%04X>", character));
              } else {
                visible.appendCodePoint(character);
              }
            });
    return visible.toString();
  }

  /**
   * Whether nobody can see the character, or tell it from an ordinary space: white space of all
   * kinds but the ordinary space, control and format characters, blank letters.
   */
  public static boolean isInvisible(int character) {
    if (character > ' ' && character < DELETE) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.SPACE_SEPARATOR -> character != ' ';
      // The fillers of Hangul, the blank of Braille and the grapheme joiner are letters or marks.
      default ->
          character == 0x115F
              || character == 0x1160
              || character == 0x3164
              || character == 0xFFA0
              || character == 0x2800
              || character == 0x034F;
    };
  }

  /**
   * The text without what nobody sees at its ends: white space of all kinds, zero-width characters,
   * byte order marks and controls; the text itself if it has none there. A joiner stays behind a
   * letter beyond ASCII, which some scripts write differently before it, and so does what makes a
   * flag of an emoji.
   */
  public static String strip(String text) {
    if (!mayBePadded(text)) {
      return text;
    }
    int start = 0;
    while (start < text.length() && isBlank(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    int end = text.length();
    while (end > start && isBlank(text.codePointBefore(end)) && !isShaping(text, end)) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** Whether a text has something at its ends that {@link #strip} removes. */
  public static boolean isPadded(String text) {
    return mayBePadded(text) && strip(text).length() < text.length();
  }

  /** A look at two characters tells most texts from those that may have to be stripped. */
  private static boolean mayBePadded(String text) {
    int last = text.length() - 1;
    return last >= 0 && mayBeBlank(text.charAt(0), text.charAt(last));
  }

  /**
   * Whether one of two characters may be a blank; letters beyond ASCII may, too. It is asked of
   * every cell, so that four comparisons in one are worth it.
   */
  public static boolean mayBeBlank(char first, char last) {
    return ((first - '!') | (last - '!') | ('~' - first) | ('~' - last)) < 0;
  }

  /** Whether the character before this place is a joiner that shapes the letter before it. */
  private static boolean isShaping(String text, int end) {
    char joiner = text.charAt(end - 1);
    if ((joiner != NON_JOINER && joiner != JOINER) || end == 1) {
      return false;
    }
    int before = text.codePointBefore(end - 1);
    return before > DELETE && !isBlank(before);
  }

  private static boolean isBlank(int character) {
    return character == ' '
        || (isInvisible(character)
            && Character.getType(character) != Character.SURROGATE
            && !(character >= FIRST_TAG && character <= LAST_TAG));
  }
}

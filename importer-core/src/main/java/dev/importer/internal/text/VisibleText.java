package dev.importer.internal.text;

import java.util.Locale;

/**
 * Makes a text readable inside a message: a character that nobody sees, such as a no-break space or
 * a byte order mark, is written as its code point, {@code <U+00A0>}.
 */
public final class VisibleText {

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
    if (character > ' ' && character < 0x7F) {
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

  /** The text without the spaces and invisible characters around it. */
  public static String strip(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    int end = text.length();
    while (end > start && isBlank(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(int character) {
    return character == ' ' || isInvisible(character);
  }
}
